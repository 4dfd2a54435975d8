"""A difference with what it may be: a dot, the range around it, and the line of no difference."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

from metrics.drawing.paper import Scale, coordinate

MIDDLE, HEIGHT = 14, 28


def interval(
    point: float, low: float, high: float, *, reach: float, sentence: str, better_up: bool = True
) -> SafeString:
    """A row as wide as its place, from -reach to +reach; rows with the same reach can be compared by eye."""
    across = Scale(-reach, reach, 1, 99)
    sure = 1 if low > 0 else -1 if high < 0 else 0
    state = "calm" if not sure else "ok" if (sure > 0) == better_up else "bad"
    return format_html(
        '<svg class="interval {}" width="100%" height="{}" role="img" aria-label="{}">'
        '<line class="zero" x1="50%" x2="50%" y1="0" y2="100%"/>'
        '<line class="range" x1="{}%" x2="{}%" y1="{}" y2="{}"/><circle class="dot" cx="{}%" cy="{}" r="5.5"/></svg>',
        state, HEIGHT, sentence, coordinate(across(low)), coordinate(across(high)), MIDDLE, MIDDLE,
        coordinate(across(point)), MIDDLE,
    )  # fmt: skip
