"""How the share of those who have an answer grows with the hours: a curve in steps, with its band."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from metrics.drawing.paper import WIDE, Dot, Frame, Goal, InWords, Scale, coordinate, line, path


@dataclass(frozen=True)
class Step:
    """From this hour on, so many percent have it; low and high are the edges of the band, if there is one."""

    hours: float
    percent: float
    low: float | None = None
    high: float | None = None


def curve(
    steps: Sequence[Step],
    ticks: Sequence[tuple[float, str]],
    *,
    sentence: str,
    in_words: InWords,
    goal: Goal | None = None,
) -> SafeString:
    """The curve up to the last tick; ticks are hours with their words, the goal stands at its hour."""
    until = ticks[-1][0]
    frame = Frame(sentence)
    across, up = Scale(0, until, 0, WIDE), Scale(0, 100, frame.height, 0)
    frame.up = [(up(percent), in_words(percent)) for percent in (0, 25, 50, 75, 100)]
    frame.across = [(across(hours) * 100 / WIDE, words, "") for hours, words in ticks]
    shown = [step for step in steps if step.hours <= until]
    low = [(step.hours, step.low) for step in shown if step.low is not None]
    high = [(step.hours, step.high) for step in shown if step.high is not None]
    if low and high:
        edge = [*_stairs(high, across, up, until), *reversed(_stairs(low, across, up, until))]
        frame.inside.append(format_html('<path class="band" d="{}Z"/>', path(edge)))
    dots = _stairs([(step.hours, step.percent) for step in shown], across, up, until)
    frame.inside.append(line(dots, "ink line-1"))
    if goal:
        x = across(goal.at) * 100 / WIDE
        frame.over.append(
            format_html('<line class="goal" x1="{0}%" x2="{0}%" y1="0" y2="{1}"/>', coordinate(x), frame.height)
        )
        frame.over.append(
            format_html(
                '<text class="goal-words" x="{}%" y="{}" dx="{}" text-anchor="{}">{}</text>',
                coordinate(x), frame.height - 10, -7 if x > 60 else 7, "end" if x > 60 else "start", goal.words,
            )
        )  # fmt: skip
    return frame.drawn()


def _stairs(steps: Sequence[tuple[float, float]], across: Scale, up: Scale, until: float) -> list[Dot]:
    """Level from each step to the next, from zero to the end."""
    dots, level = [(across(0), up(0))], up(0)
    for hours, percent in steps:
        dots.append((across(hours), level))
        level = up(percent)
        dots.append((across(hours), level))
    return [*dots, (across(until), level)]
