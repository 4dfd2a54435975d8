"""The funnel on the first page of health."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from metrics.funnel.asking import Asked
from metrics.funnel.showing import funnel_of
from metrics.funnel.steps import NAMES

if TYPE_CHECKING:
    from datetime import date

    from metrics.measures.measure import Cut


def funnel_card(cut: Cut, days: int, end: date) -> dict[str, Any]:
    """What templates/metrics/funnel/_card.html shows; two queries. Of a space there is none: people join the whole."""
    funnel = funnel_of(Asked(days, end, segment=cut.segment))
    return {"funnel": funnel, "visited": NAMES["visited"], "is_of_all": cut.space is not None}
