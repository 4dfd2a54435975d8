"""The funnel on the first page of health."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from members.segments.counting import TookTooLong, in_time
from metrics.funnel.asking import Asked
from metrics.funnel.showing import funnel_of
from metrics.funnel.steps import NAMES

if TYPE_CHECKING:
    from datetime import date

    from metrics.measures.measure import Cut


def funnel_card(cut: Cut, days: int, end: date) -> dict[str, Any] | None:
    """What templates/metrics/funnel/_card.html shows; two queries, and None where a segment takes too long.

    Of a space there is none: people join the whole community.
    """
    asked = Asked(days, end, segment=cut.segment)
    try:
        if cut.segment is None:
            steps = funnel_of(asked)
        else:
            with in_time():
                steps = funnel_of(asked)
    except TookTooLong:
        return None
    return {"steps": steps, "visited": NAMES["visited"], "is_of_all": cut.space is not None}
