"""When to be reminded: three moments one can name in a word, in the member's own time zone, or any other."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import formats, timezone
from django.utils.translation import gettext as _

EVENING, MORNING = time(18), time(9)
LONGEST = timedelta(days=730)


def moment(word: str) -> datetime | None:
    """What "evening", "tomorrow" or "monday" means now; None for an evening that has come, and for any other word."""
    today = timezone.localdate()
    if word == "evening":
        at = _at(today, EVENING)
        return at if at > timezone.now() else None
    if word == "tomorrow":
        return _at(today + timedelta(days=1), MORNING)
    return _at(today + timedelta(days=7 - today.weekday()), MORNING) if word == "monday" else None


def offers() -> list[tuple[str, str]]:
    """The words a form offers now, each with what it means; Monday only where it is not tomorrow."""
    labels = {
        "evening": _("This evening, %(time)s"),
        "tomorrow": _("Tomorrow, %(time)s"),
        "monday": _("Monday, %(time)s"),
    }
    found = [(word, label, moment(word)) for word, label in labels.items()]
    if found[1][2] == found[2][2]:
        found.pop()
    return [(word, label % {"time": _clock(at)}) for word, label, at in found if at is not None]


def in_zone(naive: datetime) -> datetime:
    """A time as a clock on the member's wall shows it. One that the clocks skip is an hour later, the first of two."""
    return naive.replace(tzinfo=timezone.get_current_timezone())


def _at(day: date, clock: time) -> datetime:
    return in_zone(datetime.combine(day, clock))


def _clock(at: datetime) -> str:
    return formats.date_format(timezone.localtime(at), "H:i")
