"""Scores for tests, written as a night would have."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from community.spaces.models import Space
from metrics.measures.all import MEASURES
from metrics.measures.models import Score
from metrics.rollups.days import yesterday

GOOD = {
    "activity-rate": (1842, 5410), "first-reply-median": (5.67, 239), "answered-24h": (222, 239),
    "activated-14": (300, 612), "made-by-members": (78, 100), "referrals": (26, 0), "newcomers-back": (60, 100),
    "retention-4w": (50, 100), "resolution-rate": (70, 100), "peer-share": (70, 100), "stickiness": (20, 100),
    "concentration": (30, 100),
}  # fmt: skip
"""By key, how many of how many (or the value, and of how many): all that have a target have reached it."""


def a_score(key: str, top: float | None, of: float, *, back: int = 0, **more: Any) -> Score:
    """What one measure said `back` days before yesterday; a share from its parts, anything else as it is."""
    measure = MEASURES[key]
    share = measure.unit == "percent"
    value = (100 * top / of if share and of else top) if top is not None else None
    given: dict[str, Any] = {
        "day": yesterday() - timedelta(days=back), "days": 28, "value": value, "top": top if share else of, "of": of,
        "people": 50,
    }  # fmt: skip
    return Score.objects.create(measure=key, **given | more)


def a_good_night(*, back: int = 0, space: Space | None = None, days: int = 28, **changed: Any) -> date:
    """All numbers in front, good ones; `changed` by key (with low lines) as (top, of)."""
    day = yesterday() - timedelta(days=back)
    for key, (top, of) in (GOOD | {name.replace("_", "-"): parts for name, parts in changed.items()}).items():
        if key in MEASURES:
            a_score(key, top, of, back=back, space=space, days=days)
    last = list(MEASURES)[-1]
    if last not in GOOD and space is None and not Score.objects.filter(measure=last, days=days, day=day).exists():
        a_score(last, None, 0, back=back, days=days)  # with it the night is whole
    return day
