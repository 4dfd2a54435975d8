"""What became of a report: it follows the decision of its case, and is told when that can no longer be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from members.activity.log import record
from moderation.guidelines.measures import Content
from moderation.reports.models import Changed, Report
from moderation.reports.receipts import write_outcome
from moderation.review.cases import Case
from moderation.review.decisions import Decision

if TYPE_CHECKING:
    from moderation.reports.models import ReportQuerySet

BATCH = 100


def outcome_words(report: Report) -> str:
    """What became of the thing, in one sentence for whoever reported it; nothing of what became of the person."""
    decision: Decision | None = report.decision if report.is_outcome_known else None
    again = report.changed == Changed.AGAIN
    if decision is None or (decision.reversed_at is not None and report.changed != Changed.APPEAL):
        if again or decision is not None:
            return _("The team took back what it had decided, and looks at it once more.")
        return _("The team has not decided yet.")
    if decision.reversed_at is not None:
        return _("The team looked at it, and its decision was changed after an appeal.")
    became = _became_of(decision)
    return _("The team looked at it once more. %(became)s") % {"became": became} if again else became


def _became_of(decision: Decision) -> str:
    if decision.is_no_action:
        return _("The team looked at what you reported: it stays, because it is not against the rules.")
    return {
        Content.KEEP: _("The team looked at what you reported, and dealt with it: the thing itself stays."),
        Content.EDIT: _("The team looked at what you reported: its author was asked to change it."),
        Content.HIDE: _("The team looked at what you reported: it is hidden until it is changed."),
        Content.REMOVE: _("The team looked at what you reported: it was removed."),
        Content.MOVE: _("The team looked at what you reported: it was moved to where it belongs."),
    }[Content(decision.content)]


@transaction.atomic
def follow(case_id: int, *, by_appeal: bool = False) -> None:
    """Have the reports of a case stand as its decision stands now; done twice, it is done once.

    `by_appeal`: its decision was reversed, and the case stays closed.
    """
    case = Case.objects.select_for_update(of=("self",)).filter(pk=case_id).first()
    if case is None:
        return
    reports = Report.objects.filter(case=case)
    decision = case.decisions.in_force().first()
    if decision is not None:
        fresh = reports.filter(~Q(decision=decision) | Q(decision=None))
        at = decision.letter_at or decision.in_force_at
        fresh.update(decision=decision, closed_at=case.closed_at or decision.in_force_at, tell_at=at, told_at=None)
    elif case.closed_at is None:
        _open_again(reports)
    elif by_appeal:
        _changed_by_appeal(case)
    else:
        _hand_over(case)


def _open_again(reports: ReportQuerySet) -> None:
    reports.exclude(told_at=None).update(changed=Changed.AGAIN)
    reports.exclude(closed_at=None).update(decision=None, closed_at=None, tell_at=None, told_at=None)


def _hand_over(case: Case) -> None:
    """What was decided is taken back, but another case of the team stands in its place: that has the reports.

    The open one, else the newest; never one in which a host decided: reports are the team's to answer.
    """
    of_team = Decision.objects.in_force().filter(case=OuterRef("pk"), is_by_host=False)
    same = Case.objects.filter(subject_type=case.subject_type, subject_id=case.subject_id).exclude(pk=case.pk)
    heirs = same.filter(Q(closed_at=None) | Q(Exists(of_team), pk__gt=case.pk))
    heir: Case | None = heirs.order_by(F("closed_at").desc(nulls_first=True), "-pk").first()
    if heir is None:
        return
    also = Report.objects.filter(case=heir, reporter__isnull=False).values("reporter")
    moved = Report.objects.filter(case=case).exclude(reporter__in=also)
    ids = list(moved.values_list("pk", flat=True))
    _open_again(moved)
    Report.objects.filter(pk__in=ids).update(case=heir)
    Case.objects.filter(pk=heir.pk).update(reports_count=F("reports_count") + len(ids))
    follow(heir.pk)


def _changed_by_appeal(case: Case) -> None:
    """The decision is reversed and nothing stands in its place: whoever was told the first is told this too."""
    changed = Report.objects.filter(case=case, decision__reversed_at__isnull=False)
    changed = changed.filter(Q(told_at=None) | Q(told_at__lt=F("decision__reversed_at")))
    for report in changed.select_related("decision"):
        assert report.decision is not None
        report.tell_at, report.told_at, report.changed = report.decision.reversed_at, None, Changed.APPEAL
        report.save(update_fields=["tell_at", "told_at", "changed"])


def tell_due(most: int = BATCH) -> int:
    """Tell those whose outcome is final, at most so many; returns how many."""
    with transaction.atomic():
        due = Report.objects.to_tell().select_for_update(of=("self",), skip_locked=True).order_by("tell_at", "pk")
        reports = list(due.select_related("decision")[:most])
        for report in reports:
            _tell(report)
    return len(reports)


def _tell(report: Report) -> None:
    report.told_at = timezone.now()
    if report.is_visitors:
        write_outcome(report, outcome_words)
    report.sealed = ""  # told once: from now on nobody knows the address
    report.save(update_fields=["told_at", "sealed"])
    record("report.answered", actor=None, subject=report, case=report.case_id)
