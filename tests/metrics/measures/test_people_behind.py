"""The people behind a number: those one could do something for, and nobody who left or is not of the cut."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import override_settings

from members.profiles.models import Member
from metrics.measures.all import MEASURES
from metrics.measures.measure import Cut
from metrics.rollups.models import Arrival
from tests.metrics.measures.reckoned import DAY, Asked
from tests.metrics.measures.towns import END, Town, drawn, settled

ZONE = ZoneInfo("Europe/Helsinki")
SPANS = (28, 90)


@pytest.fixture(autouse=True)
def _in_helsinki(db: None) -> Iterator[None]:
    with override_settings(TIME_ZONE="Europe/Helsinki"):
        yield


def silent(asked: Asked, *, wrote: bool = False) -> set[int]:
    """Who did something in the period before and not in this one."""
    before = asked.active(asked.first - asked.days * DAY, asked.first - DAY, wrote=wrote)
    return before - asked.active(asked.first, asked.end, wrote=wrote)


def new(asked: Asked) -> set[int]:
    return {who for who in asked.whom if asked.first <= asked.joined(who) <= asked.end}


def never(asked: Asked) -> set[int]:
    active = asked.active(asked.first, asked.end)
    return {who for who in asked.whom if asked.joined(who) < asked.first} - active


def late(asked: Asked, within: int) -> set[int]:
    time = timedelta(hours=24 * within)
    ripe = {who for who in new(asked) if asked.is_over(asked.person(who).joined + time)}
    quick = {
        who
        for who in ripe
        if (activated := asked.person(who).activated) and activated < asked.person(who).joined + time
    }
    return ripe - quick


def gone(asked: Asked, weeks: int) -> set[int]:
    found = set()
    for who in asked.whom:
        joined, first = asked.joined(who), asked.joined(who) + weeks * 7 * DAY
        there = asked.place is None or who in asked.active(joined, joined + 6 * DAY)
        if asked.first <= first + 6 * DAY <= asked.end and there and who not in asked.active(first, first + 6 * DAY):
            found.add(who)
    return found


def once(asked: Asked) -> set[int]:
    """Contributed once, long enough ago, and not again in time."""
    found = set()
    for who in asked.whom:
        person = asked.person(who)
        if not person.contributed:
            continue
        day = asked.town.day_of(person.contributed)
        there = asked.town.deeds.get((day, who, asked.place), (0, 0, 0))
        counted = asked.first <= day + 28 * DAY <= asked.end and (asked.place is None or there[0] + there[1] > 0)
        back = person.returned is not None and asked.town.day_of(person.returned) <= day + 28 * DAY
        found |= {who} if counted and not back else set()
    return found


BEHIND: dict[str, Any] = {
    "activity-rate": never, "dau": silent, "wau": silent, "mau": silent, "stickiness": silent,
    "activated-7": lambda asked: late(asked, 7), "activated-14": lambda asked: late(asked, 14),
    "active-authors": lambda a: a.active(a.first, a.end) - a.active(a.first, a.end, wrote=True),
    "newcomers-back": once, "retention-4w": lambda asked: gone(asked, 4), "retention-8w": lambda asked: gone(asked, 8),
    "joined": new, "visitor-to-poster": lambda a: {who for who in new(a) if not a.person(who).contributed},
    "contributors": lambda asked: silent(asked, wrote=True),
}  # fmt: skip
WITHOUT_SPACES = {key for key in BEHIND if not MEASURES[key].has_spaces} | {"visitor-to-poster"}


def numbers(town: Town) -> dict[int, int]:
    """The members of a town by the order in which they were made."""
    members = Arrival.objects.order_by("member").values_list("member", flat=True)
    return dict(zip(members, range(len(town.people)), strict=True))


@pytest.mark.parametrize("key", BEHIND)
def test_behind_a_number_are_those_who_are_missing_from_it(key: str) -> None:
    town = drawn(ZONE, Random(3), people=30, deeds=400)
    spaces, segment = settled(town)
    known = numbers(town)
    places = (None,) if key in WITHOUT_SPACES else (None, 1)
    seen = 0
    for days in SPANS:
        for place in places:
            for lines in (False, True):
                cut = Cut(None if place is None else spaces[place].pk, segment if lines else None)
                found = [known[member.pk] for member in MEASURES[key].behind(END, days, cut)]
                assert len(found) == len(set(found))
                assert set(found) == BEHIND[key](Asked(town, END, days, place, lines)), (days, place, lines)
                seen += len(found)
    assert seen


def test_nobody_who_left_or_has_not_proved_their_address_is_behind_a_number() -> None:
    settled(drawn(ZONE, Random(3), people=30, deeds=400))
    assert sum(MEASURES[key].behind(END, 28).exists() for key in BEHIND) > len(BEHIND) / 2
    members = Member.objects.get_queryset().filter(arrival__isnull=False)
    for gone in ({"is_active": False}, {"is_active": True, "confirmed_at": None}):
        members.update(**gone)
        assert not any(MEASURES[key].behind(END, days).exists() for key in BEHIND for days in SPANS)


def test_behind_referrals_are_those_whose_second_week_is_not_over() -> None:
    town = drawn(ZONE, Random(3), people=30, deeds=0)
    _spaces, segment = settled(town)
    known = numbers(town)
    members = {who: member for member, who in known.items()}
    for who, _by, _counted, _founding in town.brought:
        came = Member.objects.get_queryset().get(pk=members[who]).referral
        came.came_at = Arrival.objects.get(member=members[who]).at
        came.save(update_fields=["came_at"])
    for lines in (False, True):
        found = {
            known[member.pk]
            for member in MEASURES["referrals"].behind(END, 28, Cut(segment=segment if lines else None))
        }
        expected = {
            who
            for who, by, counted, is_founding in town.brought
            if not counted
            and not is_founding
            and (town.people[by].line or not lines)
            and END - 14 * DAY < town.day_of(town.people[who].joined) <= END
        }
        assert found == expected
