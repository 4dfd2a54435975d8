"""Appealing, and what is said until it is decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from members.activity.log import record
from members.profiles.refusing import Refusal, check
from moderation.appeals.models import Appeal, AppealMessage
from moderation.appeals.permissions import may_appeal
from moderation.guidelines.measures import Source
from moderation.ledger.writing import enter
from moderation.review.cases import APPEAL, Case
from moderation.review.decisions import Decision
from moderation.review.opening import open_case
from moderation.review.permissions import may_decide
from moderation.review.subjects import KINDS

if TYPE_CHECKING:
    from members.profiles.models import Member


class DecidedBefore(Exception):
    """The appeal is decided: nothing more is said in it."""


@transaction.atomic
def appeal(decision: Decision, words: str, *, by: Member, submission: str = "") -> Appeal:
    """Appeal against a decision; a second time it is the first one. It is a case for the team at once.

    What several cases were decided as one is appealed against as one.

    Raises NotNow.
    """
    rows = Decision.objects.select_for_update(of=("self",)).select_related("case", "rule")
    decision = rows.get(pk=decision.leading.pk)
    before: Appeal | None = Appeal.objects.filter(decision=decision, by=by).first()
    if before is not None:
        return before
    check(may_appeal(by, decision))
    found: Appeal = Appeal.objects.create(
        decision=decision, by=by, first_moderator_id=decision.decided_by_id, second_moderator_id=decision.second_by_id
    )
    AppealMessage.objects.create(appeal=found, author=by, words=_clean(words), submission=submission)
    item = KINDS[APPEAL].many([found.pk])[found.pk]
    open_case(item, Source.APPEAL, decision.severity, by=by)
    enter("appealed", by=by, decision=decision)
    record("appeal.opened", actor=by, subject=found, decision=decision.pk)
    return found


@transaction.atomic
def write(found: Appeal, words: str, *, by: Member, submission: str = "") -> AppealMessage:
    """The member says more; a case that was put off is back in the queue. Sent twice, it is there once.

    Raises DecidedBefore.
    """
    found = _open(found)
    message, is_new = _said(found, words, by=by, is_team=False, submission=submission)
    if is_new:
        Case.objects.filter(subject_type=APPEAL, subject_id=found.pk, closed_at=None).update(snoozed_until=None)
        record("appeal.continued", actor=by, subject=found)
    return message


@transaction.atomic
def answer(found: Appeal, case: Case, words: str, *, by: Member, submission: str = "") -> AppealMessage:
    """The team answers without deciding. Raises NotNow, DecidedBefore."""
    found = _open(found)
    check(may_decide(by, case, person=found.decision.person))
    if found.by_id is None:
        check(Refusal(_("Their account is gone. Nobody would read it.")))
    message, is_new = _said(found, words, by=by, is_team=True, submission=submission)
    if is_new:
        record("appeal.answered", actor=by, subject=found, message=message.pk)
    return message


def _open(found: Appeal) -> Appeal:
    """Locked, and its case before it, as whoever decides does."""
    list(Case.objects.select_for_update(of=("self",)).filter(subject_type=APPEAL, subject_id=found.pk))
    rows = Appeal.objects.select_for_update(of=("self",)).select_related("decision__case", "decision__rule")
    locked: Appeal = rows.get(pk=found.pk)
    if not locked.is_open:
        raise DecidedBefore
    return locked


def _said(
    found: Appeal, words: str, *, by: Member, is_team: bool, submission: str
) -> tuple[AppealMessage, bool]:  # fmt: skip
    """The message, and whether it is new. Under the lock of the appeal."""
    twin = found.messages.filter(submission=submission).first() if submission else None
    if twin is not None:
        return twin, False
    said = AppealMessage(appeal=found, author=by, is_team=is_team, words=_clean(words), submission=submission)
    said.save()
    return said, True


def _clean(words: str) -> str:
    return words.replace("\r\n", "\n").strip()
