"""What comes again: days by a rule of RFC 5545, at the same time on the wall of one place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from programs.series.walking import WEEK, Walk

RULE_MAX = 200
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
"""Nothing comes more often than once a day, so a day names an occurrence."""
PARTS = ("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST")
COUNT_MOST = 1000
INTERVAL_MOST = 520
FIRST_YEAR, LAST_YEAR = 2000, 2200
"""Of the end of a rule."""
LOOKED_FOR = timedelta(days=5 * 366)
"""A rule that finds no day for so long is refused."""


class WrongRule(ValueError):
    """The rule cannot be kept; the message says in one sentence what to change."""


def moment(day: date, at: time, zone: str) -> datetime:
    """When the clock on the wall of a place shows this time on this day, in UTC.

    What the clock jumps over is as long after the jump as it would have been after midnight before it (02:30 becomes
    03:30); what it shows twice is the first of the two.
    """
    return datetime.combine(day, at.replace(fold=0), ZoneInfo(zone)).astimezone(UTC)


@dataclass(frozen=True)
class Recurrence:
    """A first day, a time on the wall, the place of the wall, and the rule by which it comes again."""

    begins: date
    at: time
    zone: str
    rule: str = ""
    """The value of an RRULE; empty for what happens once."""

    def check(self) -> None:
        """Raises WrongRule."""
        if not self.rule:
            return
        read(self.rule)
        until = self.begins + min(LOOKED_FOR, date.max - self.begins)
        if next(self.days(until=until), None) is None:
            raise WrongRule(_("By this rule it would not happen once in five years. Choose another day."))

    def days(self, *, since: date | None = None, until: date) -> Iterator[date]:
        """The days on which it happens, the first and the last one included if they are among them."""
        since = max(since or self.begins, self.begins)
        if not self.rule:
            yield from (day for day in (self.begins,) if since <= day <= until)
            return
        for day in self._walk(until):
            if day >= since:
                yield day

    def moments(self, *, since: date | None = None, until: date) -> Iterator[datetime]:
        """The same as moments in UTC."""
        return (moment(day, self.at, self.zone) for day in self.days(since=since, until=until))

    def _walk(self, until: date) -> Iterator[date]:
        # Days are walked, without times: the time on the wall stays the same when clocks change.
        parts = read(self.rule)
        if ends := parts.pop("UNTIL", ""):
            until = min(until, self._last_day(ends))
        times = int(parts.pop("COUNT", COUNT_MOST * 10))
        return islice(Walk.of(parts, self.begins).days(self.begins, until), times)

    def _last_day(self, ends: str) -> date:
        """The last day that UNTIL lets be."""
        last = _end(ends)
        if not isinstance(last, datetime):
            return last
        day = last.astimezone(ZoneInfo(self.zone)).date()
        return day if moment(day, self.at, self.zone) <= last else day - timedelta(days=1)


def read(rule: str) -> dict[str, str]:
    """The parts of a rule. Raises WrongRule."""
    if len(rule) > RULE_MAX or not rule.isascii():
        raise WrongRule(_("This rule is too long, or has signs that do not belong in a rule."))
    pairs = [part.partition("=")[::2] for part in rule.upper().split(";")]
    parts = dict(pairs)
    if len(parts) != len(pairs) or not all(name in PARTS and value for name, value in pairs):
        raise WrongRule(_("A rule is made of these parts, each once: %(parts)s.") % {"parts": ", ".join(PARTS)})
    if parts.get("FREQ") not in FREQUENCIES:
        raise WrongRule(_("It can happen daily, weekly, monthly or yearly: start with FREQ=WEEKLY, for example."))
    if "COUNT" in parts and "UNTIL" in parts:
        raise WrongRule(_("Say either how often it happens or until when, not both."))
    _bounded(parts, "COUNT", COUNT_MOST)
    _bounded(parts, "INTERVAL", INTERVAL_MOST)
    _possible(parts)
    try:
        if "UNTIL" in parts:
            _end(parts["UNTIL"])
        WEEK.index(parts.get("WKST", "MO"))
    except ValueError as error:
        raise WrongRule(_("This rule cannot be read. An example: FREQ=MONTHLY;BYDAY=1TH")) from error
    return parts


_DAYS = re.compile(r"(?:[+-]?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)")
_LONGEST = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}


def _possible(parts: dict[str, str]) -> None:
    """Refuse days that no month has, and places that say nothing. Raises WrongRule."""
    days = _among(parts, "BYMONTHDAY", 31)
    months = _among(parts, "BYMONTH", 12, least=1) or range(1, 13)
    if days and all(abs(day) > _LONGEST.get(month, 31) for day in days for month in months):
        raise WrongRule(_("None of these months has this day."))
    weekdays = parts.get("BYDAY", "").split(",") if "BYDAY" in parts else []
    if len(weekdays) > 7 or not all(_DAYS.fullmatch(one) for one in weekdays):
        raise WrongRule(
            _("Days of the week are written MO,TU,WE,TH,FR,SA,SU; the first Thursday is 1TH, the last -1TH.")
        )
    if "BYSETPOS" in parts and (parts["FREQ"] != "MONTHLY" or not weekdays or any(len(one) > 2 for one in weekdays)):
        raise WrongRule(
            _("BYSETPOS chooses among the days of the week of a month: FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1")
        )
    _among(parts, "BYSETPOS", 4)


def _among(parts: dict[str, str], name: str, most: int, *, least: int | None = None) -> list[int]:
    words = parts[name].split(",") if name in parts else []
    least = -most if least is None else least
    if len(words) > most or not all(re.fullmatch(r"[+-]?\d{1,3}", word) for word in words):
        raise WrongRule(_("%(part)s is a list of numbers.") % {"part": name})
    numbers = [int(word) for word in words]
    if not all(number and least <= number <= most for number in numbers):
        raise WrongRule(_("%(part)s goes from %(least)d to %(most)d.") % {"part": name, "least": least, "most": most})
    return numbers


def _bounded(parts: dict[str, str], name: str, most: int) -> None:
    value = parts.get(name)
    if value is not None and not (value.isdigit() and 1 <= int(value) <= most):
        raise WrongRule(_("%(part)s is a number from 1 to %(most)d.") % {"part": name, "most": most})


def _end(word: str) -> datetime | date:
    """What UNTIL says: a day, or a moment in UTC. Raises ValueError, also where no clock goes."""
    is_day = len(word) == 8
    last = datetime.strptime(word, "%Y%m%d" if is_day else "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    if not FIRST_YEAR <= last.year <= LAST_YEAR:
        raise ValueError(word)
    return last.date() if is_day else last
