"""A segment in a space is a cut of two wholes at once: nothing of fewer than five is found between them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.spaces.models import Space
from members.profiles.models import Member
from members.segments.models import Segment
from metrics.measures import reading
from metrics.measures.all import MEASURES
from metrics.measures.keeping import keep_scores
from metrics.measures.measure import Cut
from metrics.measures.reading import Reading, scores
from metrics.rollups.days import yesterday
from metrics.rollups.models import Arrival, MemberDay, Opening
from tests.factories import a_member, a_space, a_thread
from tests.metrics.scored import a_score

pytestmark = pytest.mark.django_db
As = Callable[[Any], Client]
KEY = "active-authors"
NEW: Any = {"not": {"is": "joined_before", "with": {"days": 365}}}
EVERYBODY: Any = {"any": [NEW, {"is": "joined_before", "with": {"days": 365}}]}


def came(number: int, *, long_ago: bool = False) -> list[Member]:
    at = timezone.now() - timedelta(days=900)
    members = [a_member(joined_at=at if long_ago else timezone.now()) for _ in range(number)]
    Arrival.objects.bulk_create([Arrival(member=one, day=at.date(), at=at) for one in members])
    return members


def wrote(members: list[Member], space: Space, back: int = 0) -> None:
    day = yesterday() - timedelta(days=back)
    MemberDay.objects.bulk_create([MemberDay(day=day, member=one, space=space, replies=1) for one in members])


def told(space: Space | None, segment: Segment) -> Reading:
    return scores(Cut(space.pk if space else None, segment), 28, yesterday(), keys=[KEY])[KEY]


def test_a_segment_of_everybody_does_not_tell_a_space_that_is_not_told(mia: Member) -> None:
    few, some, many = a_space("Few"), a_space("Some"), a_space("Many")
    for count, space in ((3, few), (9, some), (26, many)):
        wrote(came(count), space)
    everybody = Segment.create("Everybody", EVERYBODY, by=mia)
    keep_scores(yesterday())
    assert scores(Cut(some.pk), 28, yesterday(), keys=[KEY])[KEY].is_withheld
    assert told(some, everybody).is_withheld
    assert told(few, everybody).is_withheld
    assert (told(many, everybody).is_withheld, told(many, everybody).people) == (False, 26)


def test_what_a_segment_does_in_its_other_space_is_not_found_by_subtracting(mia: Member) -> None:
    here, there = a_space("Here"), a_space("There")
    few, many = came(3), came(17)
    wrote([*few, *came(20, long_ago=True)], here)
    wrote([*many, *came(20, long_ago=True)], there)
    new = Segment.create("New", NEW, by=mia)
    keep_scores(yesterday())
    assert (told(None, new).is_withheld, told(None, new).people) == (False, 20)
    assert told(here, new).is_withheld
    assert told(there, new).is_withheld, "20 less 17 are the three."
    assert told(there, new).value is None
    assert told(there, new).line == [None] * 12


def test_in_a_space_a_segment_is_told_as_a_recount_tells_it(mia: Member) -> None:
    here, there = a_space("Here"), a_space("There")
    wrote([*came(8), *came(20, long_ago=True)], here)
    wrote([*came(12), *came(20, long_ago=True)], there)
    new = Segment.create("New", NEW, by=mia)
    keep_scores(yesterday())
    for space, people in ((here, 8), (there, 12)):
        one = told(space, new)
        counted = MEASURES[KEY].numbers([yesterday()], 28, Cut(space.pk, new))[yesterday(), None]
        assert (one.value, one.top, one.of, one.people) == (counted.value, counted.top, counted.of, people)
        assert told(space, new) == one, "The same from what is kept."


@pytest.mark.parametrize("back", [3, 5000])
def test_a_day_that_nobody_measured_is_not_worked_out_for_an_address(back: int, mia: Member, as_: As) -> None:
    keep_scores(yesterday())
    end = yesterday() - timedelta(days=back)
    answer = as_(mia).get(reverse("measure", args=[KEY]), {"end": end.isoformat()})
    assert answer.context["asked"].end == yesterday()
    week = yesterday() - timedelta(days=7)
    assert as_(mia).get(reverse("measure", args=[KEY]), {"end": week.isoformat()}).context["asked"].end == week


def test_waiting_is_drawn_only_beside_a_number_that_is_told(mia: Member, as_: As, space: Space) -> None:
    threads = [a_thread(space) for _ in range(7)]
    Opening.objects.bulk_create(
        Opening(
            thread=one, space=space, kind="question", author=one.author, day=yesterday(), opened_at=one.created_at
        )
        for one in threads
    )  # fmt: skip
    client, address = as_(mia), reverse("measure", args=["answered-24h"])
    a_score("answered-24h", 0, 7)
    assert client.get(address).context["waits"] is not None
    there = client.get(address, {"space": space.slug}).context
    assert (there["waits"], there["parts"]) == (None, []), "Of the space nothing was measured."


def test_nobody_is_named_behind_a_number_that_was_not_reached(
    mia: Member, as_: As, space: Space, monkeypatch: pytest.MonkeyPatch
) -> None:
    members = came(8)
    wrote(members, space, back=40)
    new = Segment.create("New", NEW, by=mia)
    keep_scores(yesterday())
    monkeypatch.setattr(reading, "SEGMENT_SECONDS", 0.0)
    said = as_(mia).get(reverse("measure_behind", args=["activity-rate"]), {"segment": new.pk}).text
    assert all(one.name not in said for one in members)
    assert "took longer than" in said
