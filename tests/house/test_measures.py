"""Every measure is whole, says what it counts, and is asked of an empty community without a fault."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from members.profiles.models import Member
from members.segments.models import Segment
from metrics.measures.all import MEASURES
from metrics.measures.documenting import document
from metrics.measures.grouping import GROUPS
from metrics.measures.measure import Cut, Direction, Measure, Unit
from metrics.measures.models import KEY_LENGTH
from metrics.rollups.days import SPANS, week_ends, yesterday
from tests.factories import a_space

EVERY = pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES.keys())


@EVERY
def test_a_measure_has_all_its_words(measure: Measure) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", measure.key) and len(measure.key) <= KEY_LENGTH
    assert MEASURES[measure.key] is measure
    assert str(measure.name) and not str(measure.name).endswith((".", "?"))
    assert str(measure.question).endswith("?")
    assert str(measure.definition).endswith(".") and str(measure.remedy).endswith(".")
    assert len(str(measure.definition)) > 60
    assert measure.unit in Unit and measure.direction in Direction
    assert (measure.__doc__ or "").rstrip().endswith(".")
    assert "SELECT" in measure.shown_sql


@EVERY
def test_a_target_is_something_the_unit_can_be(measure: Measure) -> None:
    if measure.target is None:
        return
    least = {Unit.POINTS: -100}.get(measure.unit, 0)
    most = {Unit.PERCENT: 100, Unit.POINTS: 100}.get(measure.unit, float("inf"))
    assert least <= measure.target <= most


@EVERY
def test_the_remedy_begins_on_a_page_that_there_is(measure: Measure) -> None:
    assert measure.remedy_url, "say where to begin"
    assert reverse(measure.remedy_url).startswith("/")


def test_each_measure_stands_in_one_group_and_has_a_name_and_a_question_of_its_own() -> None:
    listed = [key for _name, keys in GROUPS for key in keys]
    assert len(listed) == len(set(listed))
    assert set(MEASURES) <= set(listed), "add it to metrics/measures/grouping.py"
    for words in ("name", "question", "definition"):
        said = [str(getattr(one, words)) for one in MEASURES.values()]
        assert len(said) == len(set(said))


@pytest.mark.django_db
@EVERY
def test_an_empty_community_is_measured_in_every_cut(measure: Measure, mia: Member) -> None:
    space, ends = a_space("Nothing yet"), week_ends(yesterday())
    segment = Segment.create("Nobody", {"is": "joined_before", "with": {"days": 3650}}, by=mia)
    for days in SPANS:
        for cut in (Cut(), Cut(space.pk), Cut(segment=segment), Cut(space.pk, segment)):
            found = measure.numbers(ends, days, cut)
            assert {day for day, _space in found} == set(ends)
            for (_day, place), counted in found.items():
                assert place is None
                assert counted.value is None or counted.value == 0
                assert counted.of >= 0 and counted.people >= 0
            assert list(measure.behind(ends[-1], days, cut)) == []
        if measure.has_spaces:
            assert all(place is not None for _day, place in measure.numbers(ends, days, by_space=True))


@pytest.mark.django_db
@EVERY
def test_a_measure_asks_no_more_for_twelve_weeks_than_for_one(
    measure: Measure, django_assert_max_num_queries: object
) -> None:
    ends = week_ends(yesterday())
    with django_assert_max_num_queries(2):  # type: ignore[operator]
        measure.numbers(ends, 28)


def test_the_page_about_measures_is_true() -> None:
    page = (settings.ROOT / "docs" / "measures.md").read_text()
    assert page == document(), "Run manage.py document_measures."
