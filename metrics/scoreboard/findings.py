"""What is open among the alerts, as a verdict says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from metrics.alerts.models import Severity
from metrics.alerts.reading import open_findings, without_parts
from metrics.scoreboard.saying import Said

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from metrics.alerts.reading import OpenFinding
    from metrics.measures.measure import Cut

ABOUT = {
    "newcomers-unanswered": {"newcomer-first-reply"},
    "slow-answers": {"first-reply-median", "first-reply-p90", "answered-1h", "answered-24h"},
    "dependence": {"concentration"},
    "onboarding-leak": {"activated-7", "activated-14"},
    "fatigue": {"activity-rate", "stickiness"},
    "team-load": {"peer-share"},
}
"""By the kind of an alert, the keys of numbers that say the same: both are one thing to do."""


@dataclass(frozen=True)
class Found:
    """One finding: the sentence that names it and leads to it."""

    said: Said
    is_pressing: bool
    measures: frozenset[str] = frozenset()
    remedy: str = ""
    """What helps, as a button says it; empty where the reader may not go there."""
    remedy_url: str = ""


def findings_of(cut: Cut, viewer: Viewer | None) -> list[Found]:
    """Those of the community or of a space that somebody may see, the most pressing first; one query at most."""
    if viewer is None or cut.segment is not None:
        return []
    found = open_findings(viewer)
    if cut.space is not None:
        found = [one for one in found if one.space is not None and one.space.pk == cut.space]
    return [_found(one) for one in without_parts(found)]


def _found(one: OpenFinding) -> Found:
    words = "%(place)s: %(sentence)s" if one.sentence else "%(place)s."
    said = Said(words, {"sentence": one.sentence}, one.name, one.url)
    about = frozenset(ABOUT.get(one.kind, ()))
    return Found(said, one.severity == Severity.ACT, about, one.remedy, one.remedy_url)
