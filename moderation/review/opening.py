"""Opening a case, or adding to the one that is open: reports, hits and held things about one thing gather in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from members.activity.log import record
from moderation.guidelines.measures import Severity, Source
from moderation.review.cases import Case
from moderation.review.due import due_at

if TYPE_CHECKING:
    from members.profiles.models import Member
    from moderation.review.subjects import Item


@transaction.atomic
def open_case(
    item: Item, source: Source, severity: int = Severity.MEDIUM, *, by: Member | None = None, report: bool = False,
    hit: bool = False,
) -> Case:  # fmt: skip
    """The open case about this thing, locked; made if there is none. `report` and `hit` count one more of them.

    What is more severe, or due sooner, than what was known makes the case so. What was put off comes back.
    """
    now = timezone.now()
    case = _open(item)
    if case is None:
        try:
            with transaction.atomic():
                case = Case.objects.create(
                    subject_type=item.key,
                    subject_id=item.pk,
                    about=item.author,
                    space_id=item.space_id,
                    is_private=item.is_private,
                    source=source,
                    severity=severity,
                    opened_at=now,
                    due_at=due_at(now, severity, appeal=source == Source.APPEAL),
                )
            record("case.opened", actor=by, subject=case, source=str(source), severity=int(severity))
        except IntegrityError:  # somebody else opened it at the same moment
            case = _open(item)
        if case is None:  # and somebody decided it at the same moment
            return open_case(item, source, severity, by=by, report=report, hit=hit)
    if severity > case.severity:
        case.severity, case.due_at = severity, min(case.due_at, due_at(now, severity))
        case.save(update_fields=["severity", "due_at"])
        record("case.more_severe", actor=by, subject=case, severity=int(severity))
    if report or hit:
        counted = {"reports_count": F("reports_count") + int(report), "hits_count": F("hits_count") + int(hit)}
        Case.objects.filter(pk=case.pk).update(**counted, snoozed_until=None)
        case.refresh_from_db(fields=["reports_count", "hits_count", "snoozed_until"])
        record("case.grew", actor=by, subject=case, reports=case.reports_count, hits=case.hits_count)
    return case


def _open(item: Item) -> Case | None:
    rows = Case.objects.select_for_update(of=("self",)).filter(
        subject_type=item.key, subject_id=item.pk, closed_at=None
    )
    found: Case | None = rows.first()
    return found
