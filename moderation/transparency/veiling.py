"""Small numbers, so that nobody is recognised by them: one and two are said as fewer than three."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

FEWEST = 3


@dataclass(frozen=True)
class Part:
    """A line of a table: what was counted, and how often, as it may be said."""

    label: str
    number: int
    is_veiled: bool = False
    """Whether this one is not said, because a smaller one could be worked out from it and the sum."""
    share: int = 0
    """Of the greatest, in per cent; for the bar beside it."""

    @property
    def words(self) -> str:
        """The number as it may be said."""
        return _("not told") if self.is_veiled else said(self.number)


def said(number: int) -> str:
    """A number, or that it is smaller than three."""
    if 0 < number < FEWEST:
        return _("fewer than %(number)d") % {"number": FEWEST}
    return str(number)


def parts_of(counted: list[tuple[str, int]]) -> list[Part]:
    """The lines of a table that adds up to a sum that is told.

    If a single line is small, the sum would tell it: then the next smallest line is not told either.
    """
    small = [number for _label, number in counted if 0 < number < FEWEST]
    veiled = -1
    if len(small) == 1:
        others = [(number, place) for place, (_label, number) in enumerate(counted) if number >= FEWEST]
        veiled = min(others)[1] if others else -1
    most = max((number for _label, number in counted), default=0)
    return [
        Part(label, number, place == veiled, 0 if place == veiled or number < FEWEST else round(100 * number / most))
        for place, (label, number) in enumerate(counted)
    ]
