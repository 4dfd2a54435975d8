"""Newcomers as the facts by day know them, many at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from django.utils import timezone

from community.spaces.models import Space
from members.profiles.models import Member
from metrics.rollups.days import begin_of, yesterday
from metrics.rollups.models import Arrival, MemberDay, RolledDay

_numbers = count(1)


@dataclass(frozen=True)
class Newcomer:
    """Somebody who joined on a day, and did something so many days after; each act has a space or none."""

    day: date
    acts: tuple[int, ...] = ()
    source: str = "open"
    levels: tuple[int, ...] = ()
    spaces: tuple[Space | None, ...] = ()


def settle(people: Iterable[Newcomer], *, until: date | None = None) -> list[Member]:
    """Make them, with their arrivals and their days; all days up to yesterday count as made."""
    people = list(people)
    RolledDay.objects.get_or_create(day=until or yesterday(), defaults={"rolled_at": timezone.now()})
    names = [f"newcomer{next(_numbers)}" for _ in people]
    members = Member.objects.bulk_create(
        Member(
            name=name.title(), handle=name, email=f"{name}@example.org", confirmed_at=begin_of(one.day),
            joined_at=begin_of(one.day),
        )
        for name, one in zip(names, people, strict=True)
    )  # fmt: skip
    pairs = list(zip(members, people, strict=True))
    Arrival.objects.bulk_create(
        Arrival(member=member, day=one.day, at=begin_of(one.day) + timedelta(hours=9), source=one.source)
        for member, one in pairs
    )
    MemberDay.objects.bulk_create(
        MemberDay(
            member=member, day=one.day + timedelta(days=act), replies=1, source=one.source,
            level=one.levels[place] if place < len(one.levels) else 1,
            space=one.spaces[place] if place < len(one.spaces) else None,
        )
        for member, one in pairs
        for place, act in enumerate(one.acts)
    )  # fmt: skip
    return members
