"""What is open among the alerts, as a verdict says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from metrics.measures.measure import Cut
    from metrics.scoreboard.saying import Said


@dataclass(frozen=True)
class Found:
    """One finding: the sentence that names it, and what to do about it."""

    said: Said
    remedy: str = ""
    remedy_url: str = ""
    measure: str = ""
    """The key of the number it is about, so that both are not counted."""


def open_findings(cut: Cut) -> list[Found]:
    """Those of a cut, the most pressing first."""
    return []
