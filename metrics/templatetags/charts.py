"""Charts, states and values of health in templates: `{% load charts %}`."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from metrics.drawing import bars as bars_file
from metrics.drawing import curve as curve_file
from metrics.drawing import heat as heat_file
from metrics.drawing import interval as interval_file
from metrics.drawing import lines as lines_file
from metrics.drawing import spark as spark_file
from metrics.drawing import tabs as tabs_file
from metrics.drawing.paper import Goal, coordinate
from metrics.drawing.telling import told
from metrics.measures.reading import Reading

register = template.Library()


@register.simple_tag
def spark(
    line: Reading | Sequence[float | None], sentence: str = "", target: float | None = None, tone: str = ""
) -> SafeString:
    """The line of a card: of a Reading, or of values (None is a gap) with a target and a tone (ok, warn, bad)."""
    if isinstance(line, Reading):
        said = sentence or told(line)
        return spark_file.spark(line.line, sentence=said, target=line.target, tone=line.tone)
    return spark_file.spark(line, sentence=sentence or _("Twelve weeks"), target=target, tone=tone)


@register.simple_tag
def bars(columns: Sequence[bars_file.Bar], label: str, goal: str = "") -> SafeString:
    """A histogram of `Bar`s; the words of the goal stand before the first that is late or open."""
    return bars_file.bars(columns, label=label, goal=goal)


@register.simple_tag
def share_bar(percent: float | None) -> SafeString:
    """The bar of a row of a funnel, in percent of its place."""
    return bars_file.share_bar(percent)


@register.simple_tag
def curve(
    steps: Sequence[curve_file.Step],
    ticks: Sequence[tuple[float, str]],
    sentence: str,
    target: float | None = None,
    target_words: str = "",
) -> SafeString:
    """A curve in steps over hours; ticks are hours with their words, the target is an hour."""
    goal = Goal(target, target_words) if target is not None else None
    return curve_file.curve(steps, ticks, sentence=sentence, in_words=percent_words, goal=goal)


@register.simple_tag
def lines(
    named: Sequence[lines_file.Named],
    labels: Sequence[str],
    sentence: str,
    axis: Sequence[tuple[float, str]] = (),
    said: str = "",
    target: float | None = None,
    target_words: str = "",
) -> SafeString:
    """One or two `Named` lines over the same weeks; axis are values with words, said is the last value in words."""
    goal = Goal(target, target_words) if target is not None else None
    return lines_file.lines(named, labels, sentence=sentence, axis=axis, said=said, goal=goal)


@register.simple_tag
def interval(point: float, low: float, high: float, reach: float, sentence: str, better_up: bool = True) -> SafeString:
    """A difference with its interval, on a scale from -reach to +reach."""
    return interval_file.interval(point, low, high, reach=reach, sentence=sentence, better_up=better_up)


@register.simple_tag
def heat(value: float | None, least: float, most: float) -> str:
    """The class of a cell: heat-0 to heat-9, or heat-none."""
    return heat_file.heat(value, least, most)


@register.simple_tag
def heat_key(least: str, most: str) -> SafeString:
    """What the colours of a heat table mean."""
    return heat_file.heat_key(least, most)


def percent_words(value: float) -> str:
    """A share on an axis."""
    return _("%(percent)s %%") % {"percent": coordinate(value)}


@register.simple_tag
def health_tabs(current: str) -> list[dict[str, object]]:
    """The tabs of health."""
    return tabs_file.tabs(current)
