"""Reporting a thing: once by each member, gathered in the one open case. No report ever hides anything by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import get_language

from members.activity.log import record
from members.profiles.models import Member
from members.profiles.refusing import check
from moderation.guidelines.measures import Severity, Source
from moderation.reports.bombing import suspicion_of
from moderation.reports.models import WORDS_MAX, Report, new_receipt, sealed_contact
from moderation.reports.permissions import may_report
from moderation.reports.reasons import severity_of
from moderation.reports.receipts import write_receipt
from moderation.review.opening import open_case

if TYPE_CHECKING:
    from moderation.guidelines.models import Rule
    from moderation.review.subjects import Item


@dataclass(frozen=True)
class Said:
    """What is wrong with it, as whoever reports says it; name and e-mail are a visitor's."""

    reason: str
    rule: Rule | None = None
    words: str = ""
    name: str = ""
    email: str = ""
    submission: str = ""


def earlier(by: Member, kind: str, pk: int, version: str | None = None) -> Report | None:
    """What this member reported about a thing before, the latest.

    With the `version` of now: only what keeps them from reporting it again, which is a report that is open, or one
    about the thing as it still is.
    """
    found: Report | None = (
        Report.objects.by(by).filter(subject_type=kind, subject_id=pk).select_related("rule", "decision")
        .order_by("-pk").first()
    )  # fmt: skip
    if found is None or version is None or found.closed_at is None or found.version == version:
        return found
    return None


@transaction.atomic
def report(item: Item, said: Said, *, by: Member) -> Report:
    """Report it as a member; sent twice, or reported before, it is the first report. Raises NotNow."""
    check(may_report(by))
    Member.objects.one_at_a_time(by)
    before = earlier(by, item.key, item.pk, item.version)
    if before is not None:
        return before
    why, number = suspicion_of(item, by)
    severity = Severity.LOW if why else severity_of(said.reason, said.rule)
    case = open_case(item, Source.REPORT, severity, by=by, report=True)
    made: Report = Report.objects.create(
        case=case, subject_type=item.key, subject_id=item.pk, version=item.version, reporter=by, reason=said.reason,
        rule=said.rule, words=_clean(said.words), suspicion=why, suspicion_count=number, language=by.language,
    )  # fmt: skip
    record("report.made", actor=by, subject=made, case=case.pk)
    return made


def report_as_visitor(item: Item, said: Said) -> Report:
    """Report what is against the law, without an account; sent twice it is one report with one receipt."""
    try:
        return _as_visitor(item, said)
    except IntegrityError:
        twin: Report | None = Report.objects.filter(submission=said.submission).exclude(submission="").first()
        if twin is None:
            raise
        return twin


@transaction.atomic
def _as_visitor(item: Item, said: Said) -> Report:
    twin: Report | None = Report.objects.filter(submission=said.submission).exclude(submission="").first()
    if twin is not None:
        return twin
    case = open_case(item, Source.REPORT, severity_of(said.reason, None), report=True)
    made: Report = Report.objects.create(
        case=case, subject_type=item.key, subject_id=item.pk, version=item.version, is_visitors=True,
        reason=said.reason, words=_clean(said.words), receipt=new_receipt(), submission=said.submission,
        sealed=sealed_contact(said.name, said.email), language=get_language() or "",
    )  # fmt: skip
    record("report.made", actor=None, subject=made, case=case.pk)
    write_receipt(made)
    return made


def _clean(words: str) -> str:
    return words.replace("\r\n", "\n").strip()[:WORDS_MAX]
