"""A line over twelve weeks for a card: area, last dot, target; weeks that are not told are gaps."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from metrics.drawing.paper import Dot, Scale, coordinate, line, path, runs

WIDTH, HEIGHT, EDGE = 220, 52, 6


def spark(values: Sequence[float | None], *, sentence: str, target: float | None = None, tone: str = "") -> SafeString:
    """The line of a card. `tone` is ok, warn or bad; without one it is calm."""
    known = [value for value in values if value is not None]
    reach = [*known, *([target] if target is not None else [])]
    across = Scale(0, max(1, len(values) - 1), EDGE, WIDTH - EDGE)
    up = Scale(min(reach, default=0), max(reach, default=0), HEIGHT - EDGE, EDGE)
    dots = [None if value is None else (across(place), up(value)) for place, value in enumerate(values)]
    goal = (
        format_html('<line class="goal" x1="0" x2="{0}" y1="{1}" y2="{1}"/>', WIDTH, coordinate(up(target)))
        if target is not None
        else ""
    )
    areas = " ".join(_area(run) for run in runs(dots))
    return format_html(
        '<svg class="spark {}" viewBox="0 0 {} {}" preserveAspectRatio="none" role="img" aria-label="{}">'
        "{}{}{}{}</svg>",
        tone or "calm", WIDTH, HEIGHT, sentence, goal,
        format_html('<path class="area" d="{}"/>', areas) if areas else "", line(dots), _last(dots),
    )  # fmt: skip


def _area(run: Sequence[Dot]) -> str:
    return f"{path(run)} L{coordinate(run[-1][0])} {HEIGHT} L{coordinate(run[0][0])} {HEIGHT}Z" if len(run) > 1 else ""


def _last(dots: Sequence[Dot | None]) -> SafeString:
    """A dot on the last week, if it is told."""
    if not dots or dots[-1] is None:
        return mark_safe("")
    return format_html('<path class="dot" d="{}h.01"/>', path([dots[-1]]))
