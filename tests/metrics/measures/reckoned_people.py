"""The measures about people, one definition of docs/measures.md after the other, over all that happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from members.activity.models import Activity
from members.invitations.models import Invitation
from members.invitations.referrals import Referral
from metrics.visits.models import VisitDay
from tests.metrics.measures.raw import DAY, Deed, Raw

type Number = tuple[float | None, int]
"""The value, and on how many people it rests."""


@dataclass(frozen=True)
class Window:
    """One number that is asked for: days up to and with `end`, a space or all, these members or everybody."""

    raw: Raw
    end: date
    days: int
    space: int | None = None
    whom: frozenset[int] | None = None

    @property
    def first(self) -> date:
        """The first day."""
        return self.end - (self.days - 1) * DAY

    def has(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first <= day <= self.end

    def is_of(self, who: int | None) -> bool:
        """Whether somebody is asked about."""
        return self.whom is None or who in self.whom

    @property
    def people(self) -> list[int]:
        """Who is asked about, of all that ever joined."""
        return [who for who in self.raw.here if self.is_of(who)]

    def deeds(self, first: date, last: date) -> list[Deed]:
        """What they did there in these days, both included."""
        days = [first + n * DAY for n in range((last - first).days + 1)]
        found = [deed for day in days for deed in self.raw.by_day.get(day, ())]
        return [deed for deed in found if self.is_of(deed.who) and self.space in (None, deed.space)]

    def active(self, first: date, last: date) -> set[int]:
        """Who did something there in these days."""
        return {deed.who for deed in self.deeds(first, last)}


def share(top: float, of: float, people: int) -> Number:
    return (100 * top / of if of else None), people


def activity_rate(asked: Window) -> Number:
    known = [who for who in asked.people if asked.raw.joined[who] <= asked.end]
    active = asked.active(asked.first, asked.end)
    return share(len(active), len(known), len(known if asked.space is None else active))


def _parts(asked: Window, length: int) -> list[tuple[date, date]]:
    """Whole parts counted back from the last day, as far as the period and the community go; one at least."""
    begun = min(asked.raw.joined.values())
    whole = max(1, min(asked.days, (asked.end - begun).days + 1) // length)
    lasts = [asked.end - n * length * DAY for n in range(whole)]
    return [(last - (length - 1) * DAY, last) for last in lasts] if begun <= asked.end else []


def average(length: int) -> Callable[[Window], Number]:
    def reckon(asked: Window) -> Number:
        each = [asked.active(*part) for part in _parts(asked, length)]
        return (sum(map(len, each)) / len(each), len(set().union(*each))) if each else (None, 0)

    return reckon


def stickiness(asked: Window) -> Number:
    months = _parts(asked, 28)
    if not months:
        return None, 0
    begun = min(asked.raw.joined.values())
    lived = min(28 * len(months), (asked.end - begun).days + 1)
    days = [months[-1][0] + n * DAY for n in range(28 * len(months))]
    daily = sum(len(asked.active(day, day)) for day in days) / lived
    each = [asked.active(*month) for month in months]
    return share(daily, sum(map(len, each)) / len(each), len(set().union(*each)))


def activated(within: int) -> Callable[[Window], Number]:
    def reckon(asked: Window) -> Number:
        limit, over = timedelta(hours=24 * within), asked.raw.over(asked.end)
        new = {who: asked.raw.here[who].joined_at for who in asked.people if asked.has(asked.raw.joined[who])}
        ripe = {who: joined for who, joined in new.items() if joined + limit <= over}
        first = {who: asked.raw.activated(who) for who in ripe}
        quick = [who for who, at in first.items() if at and at < ripe[who] + limit]
        return share(len(quick), len(ripe), len(ripe))

    return reckon


def _authors(asked: Window) -> set[int]:
    return {deed.who for deed in asked.deeds(asked.first, asked.end) if deed.is_post}


def active_authors(asked: Window) -> Number:
    active = asked.active(asked.first, asked.end)
    return share(len(_authors(asked)), len(active), len(active))


def contributors(asked: Window) -> Number:
    return float(len(_authors(asked))), len(_authors(asked))


def joined(asked: Window) -> Number:
    new = [who for who in asked.people if asked.has(asked.raw.joined[who])]
    return float(len(new)), len(new)


def _first_given(asked: Window) -> dict[int, date]:
    """The day of each one's first contribution; of a space, if they wrote a post there on that day."""
    found = {}
    for who in asked.people:
        given = asked.raw.given.get(who)
        if given:
            day = asked.raw.day_of(given[0])
            if asked.space is None or any(deed.is_post and deed.who == who for deed in asked.deeds(day, day)):
                found[who] = day
    return found


def newcomers_back(asked: Window) -> Number:
    first = {who: day for who, day in _first_given(asked).items() if asked.has(day + 28 * DAY)}
    later = {who: {asked.raw.day_of(at) - day for at in asked.raw.given[who]} for who, day in first.items()}
    back = [who for who, gaps in later.items() if any(DAY <= gap <= 28 * DAY for gap in gaps)]
    return share(len(back), len(first), len(first))


def visitor_to_poster(asked: Window) -> Number:
    rows = {(row.day, row.space_id): row.visitors for row in VisitDay.objects.all() if asked.has(row.day)}
    there = [visitors for (_day, space), visitors in rows.items() if space == asked.space]
    new = [who for who, day in _first_given(asked).items() if (day, None) in rows]
    return share(len(new), sum(there), max(there, default=0))


def retention(week: int) -> Callable[[Window], Number]:
    def reckon(asked: Window) -> Number:
        counted, back = 0, 0
        for who in asked.people:
            day = asked.raw.joined[who]
            begins = day + 7 * week * DAY
            began = asked.space is None or who in asked.active(day, day + 6 * DAY)
            if asked.has(begins + 6 * DAY) and began:
                counted += 1
                back += who in asked.active(begins, begins + 6 * DAY)
        return share(back, counted, counted)

    return reckon


def referrals(asked: Window) -> Number:
    founding = set(Invitation.objects.exclude(batch=None).values_list("used_by", flat=True))
    good = [
        one for one in Referral.objects.exclude(activated_at=None).exclude(member__in=founding - {None})
        if one.activated_at and asked.has(asked.raw.day_of(one.activated_at)) and asked.is_of(one.referrer_id)
    ]  # fmt: skip
    return float(len(good)), len(good)


def deflected(asked: Window) -> Number:
    rows: list[Activity] = [
        row for row in asked.raw.log
        if row.verb == "question.deflected" and asked.has(asked.raw.day_of(row.at)) and asked.is_of(row.actor_id)
        and asked.space in (None, asked.raw.space_of(row))
    ]  # fmt: skip
    return float(len(rows)), len({row.actor_id for row in rows})


PEOPLE: dict[str, Callable[[Window], Number]] = {
    "activity-rate": activity_rate, "dau": average(1), "wau": average(7), "mau": average(28),
    "stickiness": stickiness, "activated-7": activated(7), "activated-14": activated(14),
    "active-authors": active_authors, "newcomers-back": newcomers_back, "visitor-to-poster": visitor_to_poster,
    "retention-4w": retention(4), "retention-8w": retention(8), "referrals": referrals, "joined": joined,
    "contributors": contributors, "deflected": deflected,
}  # fmt: skip
