"""One or two lines over the same weeks, with names, a target, and what they reach at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from metrics.drawing.paper import WIDE, Frame, Goal, InWords, Scale, coordinate, line, marks, sparse


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
    in_words: InWords = coordinate,
    goal: Goal | None = None,
) -> SafeString:
    """The chart; with two lines a key above it says which is which."""
    known = [value for one in named for value in one.values if value is not None]
    reach = [*known, *([goal.at] if goal else [])]
    steps, least = marks(max(reach, default=0)), min(0.0, *reach) if reach else 0.0
    frame = Frame(sentence)
    up = Scale(least, max(steps), frame.height, 0)
    frame.up = [(up(step), in_words(step)) for step in ([least] if least < 0 else []) + steps]
    places = [Scale(0, max(1, len(labels) - 1), 0, 100)(place) for place in range(len(labels))]
    frame.across = list(zip(places, labels, sparse(labels), strict=True))
    for number, one in enumerate(named, start=1):
        _draw(frame, one, places, up, number)
    if len(named) == 1 and named[0].values and named[0].values[-1] is not None:
        last = named[0].values[-1]
        frame.over.append(frame.words_at(100, max(12, up(last) - 12), in_words(last), "said"))
    if goal:
        y = up(goal.at)
        frame.over.append(format_html('<line class="goal" x1="0" x2="100%" y1="{0}" y2="{0}"/>', coordinate(y)))
        frame.over.append(frame.words_at(0, y - 7 if y > 20 else y + 17, goal.words, "goal-words"))
    return format_html("{}{}", _key(named) if len(named) > 1 else "", frame.drawn())


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
