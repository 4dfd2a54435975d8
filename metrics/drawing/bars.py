"""Columns of a histogram, and the bar of one row of a funnel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from metrics.drawing.paper import coordinate

TALLEST, LEAST = 118, 3
"""In pixels."""


@dataclass(frozen=True)
class Bar:
    """One column. `late` is amber, `open` (no reply yet) hatched; a count of None is not told."""

    words: str
    count: int | None
    kind: Literal["", "late", "open"] = ""


def bars(columns: Sequence[Bar], *, label: str, goal: str = "") -> SafeString:
    """A list of columns with their numbers; the words of the goal stand before the first that is late."""
    most = max((bar.count or 0 for bar in columns), default=0)
    border = next((place for place, bar in enumerate(columns) if bar.kind), None) if goal else None
    items = ((_column(bar, most, goal if place == border else ""),) for place, bar in enumerate(columns))
    return format_html('<ol class="hist" role="list" aria-label="{}">{}</ol>', label, format_html_join("", "{}", items))


def _column(bar: Bar, most: int, goal: str) -> SafeString:
    told = str(bar.count) if bar.count is not None else "–"
    hidden = "" if bar.count is not None else format_html(' <span class="visually-hidden">{}</span>', _("not told"))
    return format_html(
        '<li class="{}"><span class="up">{}<b>{}{}</b>'
        '<svg class="col" width="100%" height="{}" aria-hidden="true"></svg></span><span>{}</span></li>',
        bar.kind, format_html('<span class="goal">{}</span>', goal) if goal else "", told, hidden,
        coordinate(_tall(bar.count, most)), bar.words,
    )  # fmt: skip


def _tall(count: int | None, most: int) -> float:
    return max(LEAST, TALLEST * count / most) if count and most else LEAST if count is None else 0


def share_bar(percent: float | None) -> SafeString:
    """A bar as wide as its share of the whole place; nothing where there is nothing or it is not told."""
    if not percent:
        return mark_safe('<span class="share"></span>')
    wide = coordinate(min(100, max(1, percent)))
    return format_html('<span class="share"><svg width="{}%" height="26" aria-hidden="true"></svg></span>', wide)
