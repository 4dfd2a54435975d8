"""The days of a rule that was read, period by period: also a rule that meets no day ends at the last day asked for."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Walk:
    """What a rule says of days: RFC 5545, of what `programs.series.recurring` lets a rule say."""

    often: str
    every: int
    months: frozenset[int]
    month_days: frozenset[int]
    weekdays: frozenset[tuple[int, int]]
    """The how manieth, 0 for each, and the day of the week, 0 for Monday."""
    places: frozenset[int]
    week_begins: int

    @classmethod
    def of(cls, parts: dict[str, str], begins: date) -> Walk:
        """By the parts of a rule; what it leaves open is as on the first day."""
        often, months = parts["FREQ"], _numbers(parts, "BYMONTH")
        month_days, weekdays = _numbers(parts, "BYMONTHDAY"), frozenset(_weekdays(parts))
        if not month_days and not weekdays:
            if often == "WEEKLY":
                weekdays = frozenset([(0, begins.weekday())])
            elif often != "DAILY":
                month_days = frozenset([begins.day])
                months = months or (frozenset([begins.month]) if often == "YEARLY" else months)
        places, week = _numbers(parts, "BYSETPOS"), WEEK.index(parts.get("WKST", "MO"))
        return cls(often, int(parts.get("INTERVAL", 1)), months, month_days, weekdays, places, week)

    def days(self, begins: date, until: date) -> Iterator[date]:
        """From the first day to the last one, in order; at most as many steps as there are days between."""
        for first, last in self._periods(begins, until):
            found = [day for day in _between(first, last) if self._fits(day)]
            if self.places:
                wanted = {place - 1 if place > 0 else len(found) + place for place in self.places}
                found = [day for place, day in enumerate(found) if place in wanted]
            yield from (day for day in found if begins <= day <= until)

    def _periods(self, begins: date, until: date) -> Iterator[tuple[date, date]]:
        """Days, weeks, months or years, the first with the first day in it, then each so many later."""
        if self.often in ("DAILY", "WEEKLY"):
            length = 1 if self.often == "DAILY" else 7
            first = begins if length == 1 else begins - timedelta(days=(begins.weekday() - self.week_begins) % 7)
            for ahead in range(0, (until - first).days + 1, self.every * length):
                last = min(ahead + length - 1, (date.max - first).days)
                yield first + timedelta(days=ahead), first + timedelta(days=last)
            return
        length = 1 if self.often == "MONTHLY" else 12
        number = begins.year * 12 + (begins.month - 1 if length == 1 else 0)
        for month in range(number, until.year * 12 + until.month, self.every * length):
            first, (year, last) = date(month // 12, month % 12 + 1, 1), divmod(month + length - 1, 12)
            yield first, date(year, last + 1, monthrange(year, last + 1)[1])

    def _fits(self, day: date) -> bool:
        if self.months and day.month not in self.months:
            return False
        to_end = monthrange(day.year, day.month)[1] - day.day
        if self.month_days and not self.month_days & {day.day, -to_end - 1}:
            return False
        if not self.weekdays:
            return True
        counted = {0}
        if self.often == "MONTHLY" or (self.often == "YEARLY" and self.months):
            counted |= {(day.day - 1) // 7 + 1, -(to_end // 7) - 1}
        elif self.often == "YEARLY":
            counted |= {(day - date(day.year, 1, 1)).days // 7 + 1, -((date(day.year, 12, 31) - day).days // 7) - 1}
        else:
            counted |= {number for number, _weekday in self.weekdays}
        return any(number in counted and weekday == day.weekday() for number, weekday in self.weekdays)


def _between(first: date, last: date) -> Iterator[date]:
    return (first + DAY * ahead for ahead in range((last - first).days + 1))


def _numbers(parts: dict[str, str], name: str) -> frozenset[int]:
    return frozenset(int(word) for word in parts[name].split(",")) if name in parts else frozenset()


def _weekdays(parts: dict[str, str]) -> Iterator[tuple[int, int]]:
    for word in parts["BYDAY"].split(",") if "BYDAY" in parts else ():
        yield int(word[:-2] or 0), WEEK.index(word[-2:])
