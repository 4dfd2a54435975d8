"""Saying by hand how severe a case is: its due time follows, from when it was opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from members.activity.log import record
from members.profiles.refusing import Refusal, check
from moderation.guidelines.measures import Severity
from moderation.ledger.writing import enter
from moderation.review.cases import Case, CaseNote
from moderation.review.due import due_at
from moderation.review.permissions import may_review

if TYPE_CHECKING:
    from members.profiles.models import Member


@transaction.atomic
def set_severity(case: Case, severity: int, *, by: Member, why: str = "") -> None:
    """Have it be of this severity. Raising never gives more time; lowering gives what a case of that severity has.

    A severe one is lowered with a reason, which the team reads among its notes. Raises NotNow.
    """
    case = Case.objects.select_for_update(of=("self",)).select_related("about").get(pk=case.pk)
    check(may_review(by, case) or _refusal(case, severity, why))
    before = case.severity
    if severity == before:
        return
    due = due_at(case.opened_at, severity, appeal=case.is_appeal)
    case.severity, case.due_at = severity, min(case.due_at, due) if severity > before else due
    case.save(update_fields=["severity", "due_at"])
    if why:
        words = _("Severity: %(severity)s. %(why)s") % {"severity": Severity(severity).label, "why": why}
        CaseNote.objects.create(case=case, by=by, words=words[:2000])
    enter("severity_set", by=by, case=case, before=before, severity=severity)
    if severity > before:
        record("case.more_severe", actor=by, subject=case, severity=severity)
    else:
        record("case.less_severe", actor=by, subject=case, severity=severity)


def _refusal(case: Case, severity: int, why: str) -> Refusal | None:
    if case.closed_at is not None:
        return Refusal(_("This case is decided. Open it again first."))
    if severity < case.severity == Severity.HIGH and not why:
        return Refusal(_("Say why it is less severe than it was."))
    return None
