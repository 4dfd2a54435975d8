"""One or two lines over the same weeks, with names, a target, and what they reach at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from metrics.drawing.paper import WIDE, Frame, Goal, Scale, coordinate, line, marks, sparse


@dataclass(frozen=True)
class Named:
    """A line with its name; None is a gap."""

    name: str
    values: Sequence[float | None]


def lines(
    named: Sequence[Named],
    labels: Sequence[str],
    *,
    sentence: str,
    axis: Sequence[tuple[float, str]] = (),
    said: str = "",
    goal: Goal | None = None,
) -> SafeString:
    """The chart; with two lines a key above it says which is which.

    `axis` are values with their words, the lowest first (round numbers if none are given); `said` stands at the last
    value of the first line.
    """
    known = [value for one in named for value in one.values if value is not None]
    axis = axis or plain_axis([*known, *([goal.at] if goal else [])])
    frame = Frame(sentence)
    up = Scale(axis[0][0], axis[-1][0], frame.height, 0)
    frame.up = [(up(value), words) for value, words in axis]
    places = [Scale(0, max(1, len(labels) - 1), 0, 100)(place) for place in range(len(labels))]
    frame.across = list(zip(places, labels, sparse(labels), strict=True))
    for number, one in enumerate(named, start=1):
        _draw(frame, one, places, up, number)
    last = named[0].values[-1] if named and named[0].values else None
    if said and last is not None:
        frame.over.append(frame.words_at(100, up(last) - 12, said, "said"))
    if goal:
        y = up(goal.at)
        frame.over.append(format_html('<line class="goal" x1="0" x2="100%" y1="{0}" y2="{0}"/>', coordinate(y)))
        frame.over.append(frame.words_at(0, y + (16 if _is_over(named, goal) else -7), goal.words, "goal-words"))
    return format_html("{}{}", _key(named) if len(named) > 1 else "", frame.drawn())


def _is_over(named: Sequence[Named], goal: Goal) -> bool:
    """Whether the lines begin above the target: then its words stand below it."""
    begin = [value for one in named for value in one.values[: len(one.values) // 3 + 1] if value is not None]
    return sum(value > goal.at for value in begin) * 2 > len(begin)


def plain_axis(values: Sequence[float]) -> list[tuple[float, str]]:
    """Round numbers around all values and zero."""
    above = marks(max(values, default=0))
    below = [-step for step in reversed(marks(-min(values, default=0))[1:])] if min(values, default=0) < 0 else []
    return [(value, coordinate(value)) for value in below + above]


def _draw(frame: Frame, one: Named, places: Sequence[float], up: Scale, number: int) -> None:
    dots = [None if value is None else (x * WIDE / 100, up(value)) for x, value in zip(places, one.values, strict=True)]
    frame.inside.append(line(dots, f"ink line-{number}"))
    frame.over += [
        format_html('<circle class="dot line-{}" cx="{}%" cy="{}" r="3.5"/>', number, coordinate(x), coordinate(dot[1]))
        for x, dot in zip(places, dots, strict=True)
        if dot is not None
    ]


def _key(named: Sequence[Named]) -> SafeString:
    sample = mark_safe('<svg width="26" height="10" aria-hidden="true"><path class="ink line-{}" d="M1 5h24"/></svg>')
    items = ((format_html(sample, number), one.name) for number, one in enumerate(named, start=1))
    return format_html('<ul class="key" role="list">{}</ul>', format_html_join("", "<li>{}{}</li>", items))
