"""Findings and kinds as their pages draw them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from community.threads.models import Thread
from metrics.alerts.all import ALERTS
from metrics.alerts.forms import ThresholdsForm
from metrics.alerts.limits import limits_of
from metrics.alerts.remedies import remedy_for
from metrics.alerts.wording import closing_of, definition, name_of, reasons_of
from programs.series.models import Program

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from config.lib.audience import Viewer
    from metrics.alerts.alert import Alert, Remedy
    from metrics.alerts.models import Finding, Watch


@dataclass(frozen=True)
class Shown:
    """One finding with its words."""

    finding: Finding
    name: str
    question: str
    icon: str
    reasons: list[str]
    closing: list[str]
    remedy: Remedy | None
    why_aside: str = ""
    """Why somebody said that it can wait, and who; managers wrote it for each other."""
    parts: list[Finding] = field(default_factory=list)
    """The same in single spaces, where it is open for the whole community."""


def shown(finding: Finding, viewer: Viewer) -> Shown:
    """With its space at hand no query."""
    alert = finding.alert
    return Shown(
        finding=finding, name=name_of(finding), question=str(alert.question) if alert is not None else "",
        icon=alert.icon if alert is not None else "triangle-alert", reasons=reasons_of(finding),
        closing=closing_of(finding), remedy=remedy_for(finding, viewer), why_aside=_why_aside(finding, viewer),
    )  # fmt: skip


def gathered(findings: Iterable[Finding], viewer: Viewer) -> list[Shown]:
    """Each once: those of a space stand with what is open for the whole community."""
    found = list(findings)
    whole = {one.kind for one in found if one.space is None}
    parts = [one for one in found if one.space is not None and one.kind in whole]
    return [
        replace(shown(one, viewer), parts=[part for part in parts if one.space is None and part.kind == one.kind])
        for one in found
        if one not in parts
    ]


def _why_aside(finding: Finding, viewer: Viewer) -> str:
    if not viewer.is_authenticated or not viewer.is_manager:
        return ""
    return f"{finding.aside_why} ({finding.aside_by.name})" if finding.aside_by else finding.aside_why


@dataclass(frozen=True)
class Thing:
    """What a finding is about: a thread or a program that the reader may open."""

    name: str
    url: str
    note: str = ""


def things_of(finding: Finding, viewer: Viewer) -> list[Thing]:
    """The threads and programs that its reasons name and the viewer may see, as they stand now. Two queries at most."""
    threads = [pk for reason in finding.reasons for pk in [*reason.get("threads", []), reason.get("thread")] if pk]
    programs = [reason["program"] for reason in finding.reasons if reason.get("program")]
    found = []
    if threads:
        rows = Thread.objects.visible_to(viewer).filter(pk__in=threads).select_related("space").in_bulk()
        there = [rows[pk] for pk in dict.fromkeys(threads) if pk in rows]
        found += [Thing(one.title, one.get_absolute_url(), one.space.name) for one in there]
    if programs and viewer.is_authenticated and viewer.is_manager:
        kept = Program.objects.visible_to(viewer).in_bulk(programs)
        found += [Thing(kept[pk].title, kept[pk].get_absolute_url()) for pk in dict.fromkeys(programs) if pk in kept]
    return found


@dataclass(frozen=True)
class Kind:
    """One kind of alert with its definition and the form of its thresholds."""

    alert: Alert
    watch: Watch
    words: list[str]
    form: ThresholdsForm
    is_wrong: bool = field(default=False)


def kinds(watches: Mapping[str, Watch], wrong: ThresholdsForm | None) -> list[Kind]:
    """All of them; with the form that was sent and could not be kept."""
    found: list[Kind] = []
    for key, alert in ALERTS.items():
        watch = watches[key]
        is_wrong = wrong is not None and wrong.alert is alert
        form: Any = wrong if is_wrong else ThresholdsForm(alert=alert, watch=watch)
        found.append(Kind(alert, watch, definition(alert, limits_of(alert, watch)), form, is_wrong))
    return found
