"""The funnel against the same numbers reckoned in plain Python, and who is behind each of them."""

from itertools import pairwise
from statistics import median

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.funnel.asking import Asked
from metrics.funnel.counting import count
from metrics.funnel.people import stopped
from metrics.funnel.showing import funnel_of
from metrics.funnel.steps import STEPS
from metrics.funnel.telling import untold
from metrics.measures.withholding import LEAST
from metrics.rollups.days import yesterday
from tests.metrics.funnel.way import Walker, walk

STAGES = ["aware", "activated", "contributing", "advocating", "dormant"]
SOURCES = ["invitation", "link", "open"]
MOVES = st.lists(st.tuples(st.integers(0, 400), st.sampled_from(STAGES)), max_size=4)
WALKERS = st.builds(
    Walker, st.integers(0, 40), MOVES.map(lambda moves: tuple(sorted(moves))),
    st.sampled_from(SOURCES), st.sampled_from(["", "", "", *STAGES]),
)  # fmt: skip


def far(one: Walker) -> int:
    """How far somebody ever came."""
    been = [stage for _hours, stage in one.moves] + [one.stands or (one.moves[-1][1] if one.moves else "aware")]
    return max(STAGES.index(stage) if stage != "dormant" else 0 for stage in been)


def hours_to(one: Walker, step: int) -> int | None:
    return next((h for h, stage in one.moves if stage != "dormant" and STAGES.index(stage) >= step), None)


@pytest.mark.django_db
@settings(max_examples=25)
@given(st.lists(WALKERS, max_size=50))
def test_each_number_is_what_plain_python_counts_and_has_its_people(found: list[Walker]) -> None:
    asked = Asked(28, yesterday())
    with transaction.atomic():
        members = dict(zip([one.pk for one in walk(found)], found, strict=True))
        counts = count(asked)
        behind = {step: set(stopped(asked, step).values_list("pk", flat=True)) for step in (*STEPS, "dormant")}
        transaction.set_rollback(True)
    here = {pk: one for pk, one in members.items() if one.ago < 28}
    for source in ("", *SOURCES):
        some = [one for one in here.values() if not source or one.source == source]
        one = counts.of(source)
        assert one.came == tuple(sum(far(walker) >= step for walker in some) for step in range(4))
        for step in (1, 2, 3):
            known = [hours for walker in some if (hours := hours_to(walker, step)) is not None]
            assert one.hours[step] == (pytest.approx(median(known)) if known else None)
            assert one.timed[step] == len(known)
    for step, name in enumerate(STEPS):
        assert behind[name] == {pk for pk, walker in here.items() if far(walker) == step}
    is_dormant = lambda one: (one.stands or (one.moves[-1][1] if one.moves else "")) == "dormant"  # noqa: E731
    assert behind["dormant"] == {pk for pk, walker in here.items() if is_dormant(walker)}
    assert counts.whole.dormant == len(behind["dormant"])


@pytest.mark.django_db
@settings(max_examples=25)
@given(st.lists(WALKERS, max_size=80))
def test_no_two_numbers_tell_of_fewer_than_five(found: list[Walker]) -> None:
    asked = Asked(28, yesterday())
    with transaction.atomic():
        walk(found)
        counts = count(asked)
        transaction.set_rollback(True)
    for source in ("", *SOURCES):
        came = counts.of(source).came
        told = [people for people, is_hidden in zip(came, untold(counts, source), strict=True) if not is_hidden]
        assert all(people == 0 or people >= LEAST for people in told)
        assert all(before - after == 0 or before - after >= LEAST for before, after in pairwise(told))
    for step in range(4):
        hidden = [counts.of(one).came[step] for one in SOURCES if untold(counts, one)[step]]
        whole_is_told = not untold(counts)[step]
        if any(hidden) and whole_is_told:
            assert sum(hidden) >= LEAST


def test_who_went_back_came_there_too_and_who_is_dormant_is_counted_where_they_stopped(db: None) -> None:
    back = Walker(moves=((1, "activated"), (2, "contributing"), (30, "activated")))
    walk([back] * 6 + [Walker(moves=((1, "activated"), (9, "dormant")))] * 7)
    one = count(Asked(28, yesterday())).whole
    assert (one.came, one.dormant) == ((13, 13, 6, 0), 7)


def test_somebody_who_was_here_before_there_was_a_log_is_where_they_stand(db: None) -> None:
    walk([Walker(stands="contributing")] * 5)
    found = funnel_of(Asked(28, yesterday()))
    assert [row.people for row in found.rows] == [5, 5, 5, 0]
    assert [row.hours for row in found.rows] == [None] * 4


def test_the_biggest_drop_is_said_in_a_sentence(db: None) -> None:
    one = ((3, "activated"),)
    walk([Walker()] * 40 + [Walker(moves=one)] * 20 + [Walker(moves=(*one, (5, "contributing")))] * 10)
    found = funnel_of(Asked(28, yesterday()))
    assert found.sentence == "Biggest drop: 40 of 70 people who joined never did a first thing."
    assert [row.rate_words for row in found.rows] == ["", "43 %", "33 %", "0 %"]
    assert [row.time_words for row in found.rows] == ["", "3 h", "5 h", ""]
    assert funnel_of(Asked(28, yesterday(), source="link")).sentence == "Nobody joined in this period."


def test_small_steps_are_not_told_and_give_no_rate_and_no_time(db: None) -> None:
    walk([Walker()] * 20 + [Walker(moves=((3, "activated"),))] * 3)
    found = funnel_of(Asked(28, yesterday()))
    assert [row.people for row in found.rows] == [23, None, 0, 0]
    assert [row.stopped for row in found.rows] == [None, None, 0, 0]
    assert found.rows[1].rate is None and found.rows[1].hours is None and found.rows[1].share is None
    assert found.sentence == "Where people stop cannot be told: too few came so far."
