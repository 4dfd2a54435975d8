"""Each measure about people says what a plain reckoning of its definition says, for every cut, window and end."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.spaces.models import Space
from members.segments.models import Segment
from metrics.measures.all import MEASURES
from metrics.measures.measure import Cut
from tests.metrics.measures.reckoned import RECKONED, Asked, Number
from tests.metrics.measures.towns import BACK, END, Town, drawn, settled

ZONE = ZoneInfo("Europe/Helsinki")
ENDS = [END - timedelta(days=back) for back in BACK]
SPANS = (7, 28, 90)


@pytest.fixture(autouse=True)
def _in_helsinki(db: None) -> Iterator[None]:
    with override_settings(TIME_ZONE="Europe/Helsinki"):
        yield


def compare(town: Town, spaces: list[Space], segment: Segment) -> None:
    """Every number of every measure, in as few queries as a page asks."""
    for key, reckon in RECKONED.items():
        measure = MEASURES[key]
        cuts = [(place, lines) for place in (None, 0, 1, 2) for lines in (False, True)]
        for days in SPANS:
            for place, lines in cuts:
                cut = Cut(None if place is None else spaces[place].pk, segment if lines else None)
                found = measure.numbers(ENDS, days, cut)
                assert set(found) == {(end, None) for end in ENDS}
                for (end, _none), counted in found.items():
                    asked = Asked(town, end, days, place, lines)
                    told: Number = reckon(asked) if measure.tells_of(cut) else (None, 0)
                    value = None if counted.value is None else pytest.approx(counted.value)
                    assert (told[0], told[1]) == (value, counted.people), (key, asked.end, days, place, lines)


def compare_spaces(spaces: list[Space], segment: Segment) -> None:
    """Asked for all spaces at once, each says what it says alone; who is missing has nothing to say."""
    for key in RECKONED:
        measure = MEASURES[key]
        for chosen in (None, segment):
            for days in SPANS:
                found = measure.numbers(ENDS, days, Cut(segment=chosen), by_space=True)
                assert None not in {space for _end, space in found}
                for space in spaces:
                    alone = measure.numbers(ENDS, days, Cut(space.pk, chosen))
                    for end in ENDS:
                        if (end, space.pk) in found:
                            assert found[end, space.pk] == alone[end, None], (key, end, days)
                        else:
                            assert not alone[end, None].value and not alone[end, None].people, (key, end, days)


def test_a_town_of_many_is_measured_as_it_is_reckoned() -> None:
    town = drawn(ZONE, Random(7), people=60, deeds=900)
    spaces, segment = settled(town)
    compare(town, spaces, segment)
    compare_spaces(spaces, segment)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.integers(0, 10**9), st.integers(0, 9), st.integers(0, 60))
def test_any_town_is_measured_as_it_is_reckoned(seed: int, people: int, deeds: int) -> None:
    with transaction.atomic():
        town = drawn(ZONE, Random(seed), people, deeds)
        spaces, segment = settled(town)
        compare(town, spaces, segment)
        compare_spaces(spaces, segment)
        transaction.set_rollback(True)
