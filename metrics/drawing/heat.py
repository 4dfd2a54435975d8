"""The cells of a table in ten steps of one colour."""

from __future__ import annotations

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

STEPS = 10


def heat(value: float | None, least: float, most: float) -> str:
    """The class of a cell: heat-0 for the least, heat-9 for the most; `heat-none` where nothing is told."""
    if value is None:
        return "heat-none"
    if most <= least:
        return "heat-4"
    share = (min(max(value, least), most) - least) / (most - least)
    return f"heat-{min(STEPS - 1, int(share * STEPS))}"


def heat_key(least: str, most: str) -> SafeString:
    """The steps in a row, between the words of the least and the most."""
    steps = format_html_join("", '<span class="heat-{}"></span>', ((step,) for step in range(STEPS)))
    return format_html(
        '<p class="heat-key"><span>{}</span><span class="heat-steps" aria-hidden="true">{}</span><span>{}</span></p>',
        least, steps, most,
    )  # fmt: skip
