"""What all charts are drawn on: scales, marks on an axis, lines with gaps, and a frame that never stretches words."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDE = 1000
"""The width of a drawing that is stretched to its place."""

type Dot = tuple[float, float]


def coordinate(value: float) -> str:
    """A number as SVG wants it in every language."""
    return f"{round(value, 1) + 0:g}"


@dataclass(frozen=True)
class Scale:
    """Where a value stands between two places; one value alone stands in the middle."""

    least: float
    most: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The place of a value; what lies outside stands at the edge."""
        if self.most <= self.least:
            return (self.start + self.end) / 2
        share = (min(max(value, self.least), self.most) - self.least) / (self.most - self.least)
        return self.start + share * (self.end - self.start)


def runs(dots: Iterable[Dot | None]) -> list[list[Dot]]:
    """The stretches without a gap."""
    return [[dot for dot in run if dot] for there, run in groupby(dots, key=lambda dot: dot is not None) if there]


def path(dots: Sequence[Dot]) -> str:
    """A line through the dots."""
    return " ".join(f"{'L' if place else 'M'}{coordinate(x)} {coordinate(y)}" for place, (x, y) in enumerate(dots))


def line(dots: Iterable[Dot | None], classes: str = "ink") -> SafeString:
    """A line with its gaps; a dot between two gaps stays to be seen."""
    parts = runs(dots)
    long = " ".join(path(run) for run in parts if len(run) > 1)
    alone = " ".join(f"{path(run)}h.01" for run in parts if len(run) == 1)
    drawn = [(classes, long)] * bool(long) + [(f"{classes} alone", alone)] * bool(alone)
    return format_html_join("", '<path class="{}" d="{}"/>', drawn)


def marks(most: float, about: int = 4) -> list[float]:
    """Round numbers from zero to at least `most`, about so many steps."""
    if most <= 0:
        return [0.0, 1.0]
    rough = most / about
    unit = 10 ** math.floor(math.log10(rough))
    step = next(unit * part for part in (1, 2, 2.5, 5, 10) if unit * part >= rough * 0.999)
    return [round(step * number, 6) for number in range(math.ceil(most / step - 0.001) + 1)]


@dataclass(frozen=True)
class Goal:
    """A target as a dashed line with its words."""

    at: float
    words: str


@dataclass
class Frame:
    """A chart with two axes: the drawing is stretched to its place, the words keep their size."""

    sentence: str
    height: int = 220
    across: list[tuple[float, str, str]] = field(default_factory=list)
    """Below: place in percent, words, class (`minor` words go where it is narrow)."""
    up: list[tuple[float, str]] = field(default_factory=list)
    """Beside: place from above, words."""
    inside: list[SafeString] = field(default_factory=list)
    over: list[SafeString] = field(default_factory=list)

    def words_at(self, x: float, y: float, words: str, classes: str) -> SafeString:
        """Words inside the drawing: x in percent, aligned so that they stay in it."""
        anchor = "start" if x < 8 else "end" if x > 92 else "middle"
        return format_html(
            '<text class="{}" x="{}%" y="{}" text-anchor="{}">{}</text>',
            classes, coordinate(x), coordinate(y), anchor, words,
        )  # fmt: skip

    def drawn(self) -> SafeString:
        """All of it."""
        grid = format_html_join(
            "",
            '<line class="grid" x1="0" x2="100%" y1="{0}" y2="{0}"/><text class="tick" x="-8" y="{0}" dy=".35em" '
            'text-anchor="end">{1}</text>',
            ((coordinate(y), words) for y, words in self.up),
        )
        below = format_html_join(
            "",
            "{}",
            ((self.words_at(x, self.height + 20, words, f"tick {more}".strip()),) for x, words, more in self.across),
        )
        stretched = format_html(
            '<svg class="stretched" width="100%" height="{0}" viewBox="0 0 {1} {0}" preserveAspectRatio="none">'
            "{2}</svg>",
            self.height, WIDE, _joined(self.inside),
        )  # fmt: skip
        return format_html(
            '<svg class="plot" width="100%" height="{}" role="img" aria-label="{}">{}{}{}{}</svg>',
            self.height, self.sentence, grid, stretched, _joined(self.over), below,
        )  # fmt: skip


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def sparse(labels: Sequence[str], every: int = 4) -> list[str]:
    """A class for each label: the last one and every fourth before it stay where it is narrow."""
    return ["" if (len(labels) - 1 - place) % every == 0 else "minor" for place in range(len(labels))]


type InWords = Callable[[float], str]
