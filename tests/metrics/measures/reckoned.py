"""The measures about people, reckoned once more from plain values, one definition after the other and without SQL."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tests.metrics.measures.towns import Person, Town

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Asked:
    """One number that is asked for."""

    town: Town
    end: date
    days: int
    place: int | None
    only_lines: bool

    @property
    def whom(self) -> list[int]:
        return [who for who, person in enumerate(self.town.people) if person.line or not self.only_lines]

    def person(self, who: int) -> Person:
        return self.town.people[who]

    def joined(self, who: int) -> date:
        return self.town.day_of(self.person(who).joined)

    def active(self, first: date, last: date, *, wrote: bool = False) -> set[int]:
        """Who did something in these days, both included."""
        return {
            who
            for (day, who, place), (threads, replies, _others) in self.town.deeds.items()
            if first <= day <= last
            and who in self.whom
            and (self.place is None or place == self.place)
            and (not wrote or threads or replies)
        }

    @property
    def first(self) -> date:
        return self.end - (self.days - 1) * DAY

    @property
    def is_over(self) -> Callable[[datetime], bool]:
        """Whether a moment lies before the end of the last day."""
        return lambda moment: self.town.day_of(moment - timedelta(microseconds=1)) <= self.end


Number = tuple[float | None, int]
"""The value and how many people it rests on."""


def share(top: float, of: float, people: int) -> Number:
    return (100 * top / of if of else None), people


def activity_rate(asked: Asked) -> Number:
    known = [who for who in asked.whom if asked.joined(who) <= asked.end]
    active = asked.active(asked.first, asked.end)
    return share(len(active), len(known), len(known) if asked.place is None else len(active))


def _begun(asked: Asked) -> date | None:
    """The first day of the community, if it had one by then."""
    days = [asked.town.day_of(person.joined) for person in asked.town.people]
    return min(days) if days and min(days) <= asked.end else None


def parts(asked: Asked, length: int) -> list[tuple[date, date]]:
    """The whole parts of the period, the last first; the newest one always."""
    found: list[tuple[date, date]] = []
    begun, last = _begun(asked), asked.end
    while begun and (not found or (last - (length - 1) * DAY >= max(asked.first, begun))):
        found.append((last - (length - 1) * DAY, last))
        last -= length * DAY
    return found


def average(length: int) -> Callable[[Asked], Number]:
    def reckon(asked: Asked) -> Number:
        met = [asked.active(*part) for part in parts(asked, length)]
        if not met:
            return None, 0
        return sum(map(len, met)) / len(met), len(set().union(*met))

    return reckon


def stickiness(asked: Asked) -> Number:
    months, begun = parts(asked, 28), _begun(asked)
    if not months or begun is None:
        return None, 0
    days, day = [], months[-1][0]
    while day <= asked.end:
        days += [day] if day >= begun or asked.active(day, day) else []
        day += DAY
    lived = sum(1 for part in months for n in range(28) if part[0] + n * DAY >= begun)
    daily = sum(len(asked.active(day, day)) for day in days) / lived
    monthly = [asked.active(*part) for part in months]
    return share(daily, sum(map(len, monthly)) / len(monthly), len(set().union(*monthly)))


def activated(within: int) -> Callable[[Asked], Number]:
    def reckon(asked: Asked) -> Number:
        time = timedelta(hours=24 * within)
        new = [asked.person(who) for who in asked.whom if asked.first <= asked.joined(who) <= asked.end]
        ripe = [person for person in new if asked.is_over(person.joined + time)]
        quick = [person for person in ripe if person.activated and person.activated < person.joined + time]
        return share(len(quick), len(ripe), len(ripe))

    return reckon


def active_authors(asked: Asked) -> Number:
    active = asked.active(asked.first, asked.end)
    return share(len(asked.active(asked.first, asked.end, wrote=True)), len(active), len(active))


def _first_posts(asked: Asked, first: date, last: date) -> list[Person]:
    """Whose first contribution lies in these days, and was a post in the space if one is asked for."""
    found = []
    for who in asked.whom:
        person = asked.person(who)
        if person.contributed and first <= (day := asked.town.day_of(person.contributed)) <= last:
            there = asked.town.deeds.get((day, who, asked.place), (0, 0, 0))
            found += [person] if asked.place is None or there[0] + there[1] else []
    return found


def newcomers_back(asked: Asked) -> Number:
    new = _first_posts(asked, asked.first - 28 * DAY, asked.end - 28 * DAY)
    back = 0
    for person in new:
        assert person.contributed
        if person.returned:
            back += asked.town.day_of(person.returned) - asked.town.day_of(person.contributed) <= 28 * DAY
    return share(back, len(new), len(new))


def visitor_to_poster(asked: Asked) -> Number:
    days = [asked.first + n * DAY for n in range(asked.days)]
    counted = [asked.town.visits[day, asked.place] for day in days if (day, asked.place) in asked.town.visits]
    new = [person for day in days if (day, None) in asked.town.visits for person in _first_posts(asked, day, day)]
    return share(len(new), sum(counted), max(counted, default=0))


def retention(weeks: int) -> Callable[[Asked], Number]:
    def reckon(asked: Asked) -> Number:
        counted, back = 0, 0
        for who in asked.whom:
            joined = asked.joined(who)
            first = joined + weeks * 7 * DAY
            was_there = asked.place is None or who in asked.active(joined, joined + 6 * DAY)
            if asked.first <= first + 6 * DAY <= asked.end and was_there:
                counted += 1
                back += who in asked.active(first, first + 6 * DAY)
        return share(back, counted, counted)

    return reckon


def referrals(asked: Asked) -> Number:
    good = [
        who
        for who, by, counted, is_founding in asked.town.brought
        if counted and asked.first <= asked.town.day_of(counted) <= asked.end and not is_founding and by in asked.whom
    ]
    return float(len(good)), len(good)


def joined(asked: Asked) -> Number:
    new = [who for who in asked.whom if asked.first <= asked.joined(who) <= asked.end]
    return float(len(new)), len(new)


def contributors(asked: Asked) -> Number:
    wrote = asked.active(asked.first, asked.end, wrote=True)
    return float(len(wrote)), len(wrote)


def deflected(asked: Asked) -> Number:
    found = [
        who
        for who, at, place in asked.town.found
        if asked.first <= asked.town.day_of(at) <= asked.end
        and who in asked.whom
        and (asked.place is None or place == asked.place)
    ]
    return float(len(found)), len(set(found))


RECKONED: dict[str, Callable[[Asked], Number]] = {
    "activity-rate": activity_rate, "dau": average(1), "wau": average(7), "mau": average(28),
    "stickiness": stickiness, "activated-7": activated(7), "activated-14": activated(14),
    "active-authors": active_authors, "newcomers-back": newcomers_back, "visitor-to-poster": visitor_to_poster,
    "retention-4w": retention(4), "retention-8w": retention(8), "referrals": referrals, "joined": joined,
    "contributors": contributors, "deflected": deflected,
}  # fmt: skip
