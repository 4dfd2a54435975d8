"""Reporting a thing: once by each member, gathered in the one open case. No report ever hides anything by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import get_language

from members.activity.log import record
from members.profiles.models import Member
from members.profiles.refusing import check
from moderation.guidelines.measures import Source
from moderation.reports.bombing import suspicion_of, weighed
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
    return gather(item, said, by=by)


@transaction.atomic
def gather(item: Item, said: Said, *, by: Member) -> Report:
    """The same for what a member was let report already, such as a message where it stands."""
    _one_after_another(item, by)
    return earlier(by, item.key, item.pk, item.version) or _made(item, said, reporter=by, language=by.language)


def report_as_visitor(item: Item, said: Said, *, network: str = "") -> Report:
    """Report what is against the law, without an account; sent twice it is one report with one receipt.

    `network` is where it comes from, as a keyed hash.
    """
    try:
        return _as_visitor(item, said, network)
    except IntegrityError:
        twin: Report | None = Report.objects.filter(submission=said.submission).exclude(submission="").first()
        if twin is None:
            raise
        return twin


@transaction.atomic
def _as_visitor(item: Item, said: Said, network: str) -> Report:
    _one_after_another(item)
    twin: Report | None = Report.objects.filter(submission=said.submission).exclude(submission="").first()
    if twin is not None:
        return twin
    made = _made(
        item, said, is_visitors=True, receipt=new_receipt(), submission=said.submission, network=network,
        sealed=sealed_contact(said.name, said.email), language=get_language() or "",
    )  # fmt: skip
    write_receipt(made)
    return made


def _one_after_another(item: Item, by: Member | None = None) -> None:
    """Reports about one person wait for one another, so that each counts those before it; people by their numbers."""
    people = {one.pk for one in (by, item.author) if one is not None}
    list(Member.objects.get_queryset().select_for_update(no_key=True).filter(pk__in=people).order_by("pk"))


def _made(item: Item, said: Said, *, reporter: Member | None = None, network: str = "", **more: Any) -> Report:
    """Gathered in the one open case, whatever it looks like: nothing is dropped, and nothing is hidden by number."""
    why, number = suspicion_of(item, reporter, network)
    severity = weighed(severity_of(said.reason, said.rule), said.reason, why)
    case = open_case(item, Source.REPORT, severity, by=reporter, report=True)
    made: Report = Report.objects.create(
        case=case, subject_type=item.key, subject_id=item.pk, version=item.version, reporter=reporter,
        reason=said.reason, rule=said.rule, words=said.words.replace("\r\n", "\n").strip()[:WORDS_MAX],
        suspicion=why, suspicion_count=number, network=network, **more,
    )  # fmt: skip
    record("report.made", actor=reporter, subject=made, case=case.pk)
    return made
