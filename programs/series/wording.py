"""When a program happens, as a sentence, and its dates on two walls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from zoneinfo import ZoneInfo

from django.utils import formats, timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.lib.zones import zone_name
from programs.series.changing import WEEKDAYS as SIGNS
from programs.series.laying import AHEAD
from programs.series.recurring import Recurrence, moment, read

SHOWN = 5


def in_words(recurrence: Recurrence) -> str:
    """How often, on which days, at what time, where, and until when. The rule can be read."""
    at = f"{formats.time_format(recurrence.at, 'H:i')} ({zone_name(recurrence.zone)})"
    if not recurrence.rule:
        return f"{formats.date_format(recurrence.begins, 'DATE_FORMAT')}, {at}"
    parts = read(recurrence.rule)
    if parts.keys() - {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "COUNT", "UNTIL", "WKST"} or (
        parts["FREQ"] == "YEARLY" and "BYDAY" in parts
    ):
        return _("By the rule %(rule)s, at %(time)s.") % {"rule": recurrence.rule, "time": at}
    days = _days(parts, recurrence.begins)
    words = f"{_often(parts)}{': ' if days else ', '}{days + ', ' if days else ''}{at}"
    return f"{words}. {end}" if (end := _end(parts)) else f"{words}."


def _often(parts: dict[str, str]) -> str:
    every = int(parts.get("INTERVAL", 1))
    if every == 1:
        return {
            "DAILY": _("Every day"), "WEEKLY": _("Every week"), "MONTHLY": _("Every month"), "YEARLY": _("Every year")
        }[parts["FREQ"]]  # fmt: skip
    return {
        "DAILY": ngettext("Every %(n)d day", "Every %(n)d days", every),
        "WEEKLY": ngettext("Every %(n)d week", "Every %(n)d weeks", every),
        "MONTHLY": ngettext("Every %(n)d month", "Every %(n)d months", every),
        "YEARLY": ngettext("Every %(n)d year", "Every %(n)d years", every),
    }[parts["FREQ"]] % {"n": every}


def _days(parts: dict[str, str], begins: date) -> str:
    if parts["FREQ"] == "YEARLY":
        return (
            formats.date_format(begins, "MONTH_DAY_FORMAT") if "BYMONTH" not in parts else _day_of_year(parts, begins)
        )
    if "BYDAY" in parts:
        return ", ".join(_weekday(one) for one in parts["BYDAY"].split(","))
    if parts["FREQ"] == "WEEKLY":
        return str(WEEKDAYS[begins.weekday()])
    if parts["FREQ"] == "MONTHLY":
        days = parts.get("BYMONTHDAY", str(begins.day))
        return _("on day %(days)s of the month") % {"days": days.replace(",", ", ")}
    return ""


def _day_of_year(parts: dict[str, str], begins: date) -> str:
    """The months and days that the rule names, in the numbers of a day that has them."""
    months, days = parts["BYMONTH"].split(","), parts.get("BYMONTHDAY", str(begins.day)).split(",")
    shown = (date(2000, int(month), int(day)) for month in months for day in days if _is_day(int(month), int(day)))
    return ", ".join(formats.date_format(one, "MONTH_DAY_FORMAT") for one in shown)


def _is_day(month: int, day: int) -> bool:
    try:
        date(2000, month, day)
    except ValueError:
        return False
    return True


def _weekday(sign: str) -> str:
    place, day = sign[:-2].lstrip("+"), str(WEEKDAYS[SIGNS.index(sign[-2:])])
    words = {
        "": "%(weekday)s",
        "1": _("the first %(weekday)s"),
        "2": _("the second %(weekday)s"),
        "3": _("the third %(weekday)s"),
        "4": _("the fourth %(weekday)s"),
        "5": _("the fifth %(weekday)s"),
        "-1": _("the last %(weekday)s"),
    }
    return words.get(place, f"{place} %(weekday)s") % {"weekday": day}


def _end(parts: dict[str, str]) -> str:
    if "COUNT" in parts:
        times = int(parts["COUNT"])
        return ngettext("It happens %(n)d time.", "It happens %(n)d times.", times) % {"n": times}
    if "UNTIL" in parts:
        day = date.fromisoformat(parts["UNTIL"][:8])
        return _("The last day is %(day)s.") % {"day": formats.date_format(day, "DATE_FORMAT")}
    return ""


@dataclass(frozen=True)
class Walls:
    """A moment as the reader's clock shows it, and as the clock of its place does where that differs."""

    at: datetime
    zone: str

    @property
    def here(self) -> str:
        """The day and the time for the reader."""
        return _moment(timezone.localtime(self.at))

    @property
    def there(self) -> str:
        """The day and the time in its place; empty where the clocks show the same."""
        there = self.at.astimezone(ZoneInfo(self.zone))
        if there.replace(tzinfo=None) == timezone.localtime(self.at).replace(tzinfo=None):
            return ""
        same_day = there.date() == timezone.localtime(self.at).date()
        words = formats.date_format(there, "H:i") if same_day else _moment(there)
        return f"{words} {zone_name(self.zone)}"


def _moment(at: datetime) -> str:
    return f"{formats.date_format(at, 'D')} {formats.date_format(at, 'DATE_FORMAT')}, {formats.date_format(at, 'H:i')}"


def next_dates(recurrence: Recurrence, *, most: int = SHOWN) -> list[Walls]:
    """The next days on which it would happen, within what is laid out."""
    today = timezone.localdate()
    days = islice(recurrence.days(since=today, until=today + AHEAD), most)
    return [Walls(moment(day, recurrence.at, recurrence.zone), recurrence.zone) for day in days]
