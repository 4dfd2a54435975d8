"""Numbers in words, as cards, tables and letters say them."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from metrics.measures.measure import Direction, Measure, Unit

DAY_HOURS = 24
LONG_HOURS = 72
"""From here on, time is said in days."""
TELLING_HOURS = 1 / 60


def pieces(unit: Unit, value: float) -> list[tuple[str, str]]:
    """A value as numbers with what they are counted in: 5.67 hours is [("5", "h"), ("40", "min")]."""
    if unit == Unit.PERCENT:
        return [(_rounded(value), "%")]
    if unit != Unit.HOURS:
        return [(_rounded(value), "")]
    if value >= LONG_HOURS:
        days = round(value / DAY_HOURS)
        return [(number_format(days), ngettext("day", "days", days))]
    minutes = round(value * 60)
    hours, rest = divmod(minutes, 60)
    found = [(number_format(hours), gettext("h"))] if hours else []
    return found + ([(str(rest), gettext("min"))] if rest or not hours else [])


def worded(unit: Unit, value: float) -> str:
    """A value in words, such as "34 %" or "5 h 40 min"."""
    return " ".join(f"{number} {what}".strip() for number, what in pieces(unit, value))


def target_words(measure: Measure, target: float | None) -> str:
    """What is to be reached, such as "Target over 30 %"."""
    if target is None:
        if measure.direction == Direction.UP:
            return gettext("Target: growing")
        return gettext("Target: falling")
    words = {"value": worded(measure.unit, target)}
    if measure.direction == Direction.UP:
        return gettext("Target: %(value)s or more") % words
    return gettext("Target: %(value)s or less") % words


def change_words(measure: Measure, value: float | None, before: float | None) -> str:
    """How it moved since the period before, such as "up 2 points" or "1 h faster"; empty where nobody can tell."""
    if value is None or before is None:
        return ""
    moved = value - before
    if measure.unit == Unit.HOURS:
        return _faster(moved)
    size = _rounded(abs(moved))
    if size == _rounded(0):
        return gettext("as before")
    if measure.unit == Unit.NUMBER:
        words = gettext("up %(n)s") if moved > 0 else gettext("down %(n)s")
        return words % {"n": size}
    whole = round(abs(moved))
    points = whole if size == _rounded(whole) else 2  # 1.4 is not one point
    if moved > 0:
        return ngettext("up %(n)s point", "up %(n)s points", points) % {"n": size}
    return ngettext("down %(n)s point", "down %(n)s points", points) % {"n": size}


def _faster(moved: float) -> str:
    if abs(moved) < TELLING_HOURS:
        return gettext("as before")
    words = gettext("%(time)s slower") if moved > 0 else gettext("%(time)s faster")
    return words % {"time": worded(Unit.HOURS, abs(moved))}


def _rounded(value: float) -> str:
    """Whole numbers from ten on, one digit behind the point below."""
    digits = 0 if abs(value) >= 10 or abs(value - round(value)) < 0.05 else 1
    return number_format(round(value, digits) + 0.0, decimal_pos=digits, force_grouping=True)


def apart_words(points: float, least: float, most: float) -> str:
    """How much more or less a share is than another one, where the interval from `least` to `most` leaves out zero."""
    count = max(1, round(abs(points)))
    low, high = sorted((abs(least), abs(most)))
    if points > 0:
        words = ngettext(
            "That is %(n)d point more (between %(low)d and %(high)d).",
            "That is %(n)d points more (between %(low)d and %(high)d).",
            count,
        )
    else:
        words = ngettext(
            "That is %(n)d point less (between %(low)d and %(high)d).",
            "That is %(n)d points less (between %(low)d and %(high)d).",
            count,
        )
    return words % {"n": count, "low": round(low), "high": round(high)}
