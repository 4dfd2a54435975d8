"""Open findings for other pages: each with its sentence and its address, in one query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from metrics.alerts.models import Finding, Severity
from metrics.alerts.remedies import remedy_for
from metrics.alerts.wording import name_of, reasons_of
from metrics.rollups.days import today

if TYPE_CHECKING:
    from community.spaces.models import Space
    from config.lib.audience import Viewer


@dataclass(frozen=True)
class OpenFinding:
    """One alert that is open, as a card or a letter tells of it."""

    kind: str
    name: str
    """What it is, with the name of its space."""
    sentence: str
    """The most telling reason."""
    url: str
    severity: Severity
    since: date
    space: Space | None = None
    is_new: bool = False
    """Whether it opened in the last seven days."""
    icon: str = "triangle-alert"
    remedy: str = ""
    """What helps, as a button says it; empty where the viewer may not go there."""
    remedy_url: str = ""


def open_findings(viewer: Viewer, space: Space | None = None) -> list[OpenFinding]:
    """What is open and nobody set aside, what to do first standing first; of a space, only its own. One query."""
    rows = Finding.objects.visible_to(viewer).waiting().select_related("space").in_order()
    if space is not None:
        rows = rows.filter(space=space)
    return [_told(finding, viewer) for finding in rows if finding.alert is not None]


def without_parts(found: list[OpenFinding]) -> list[OpenFinding]:
    """The same without those of a space where the whole community has the same: both are one thing to do."""
    whole = {one.kind for one in found if one.space is None}
    return [one for one in found if one.space is None or one.kind not in whole]


def _told(finding: Finding, viewer: Viewer) -> OpenFinding:
    assert finding.alert is not None
    remedy = remedy_for(finding, viewer)
    return OpenFinding(
        kind=finding.kind, name=name_of(finding), sentence=next(iter(reasons_of(finding)), ""),
        url=finding.get_absolute_url(), severity=Severity(finding.severity), since=finding.since, space=finding.space,
        is_new=(today() - finding.since).days <= 7, icon=finding.alert.icon,
        remedy=str(remedy.words) if remedy is not None else "", remedy_url=remedy.url if remedy is not None else "",
    )  # fmt: skip
