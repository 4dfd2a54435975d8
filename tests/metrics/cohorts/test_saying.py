"""Sentences say only what an interval supports."""

from datetime import date, timedelta

from config.lib.intervals import Share
from metrics.cohorts.marks import Mark
from metrics.cohorts.saying import apart, lately
from metrics.cohorts.table import Cell, Pooled, Row

MONDAY = date(2026, 8, 3)


def row(place: int, top: int, of: int) -> Row:
    return Row(MONDAY + timedelta(weeks=place), of, cells=[Cell(4, Share(top, of))])


def test_people_stay_longer_only_if_the_interval_says_so() -> None:
    clear = lately([row(n, 20, 100) for n in range(3)] + [row(n, 45, 100) for n in range(3, 6)])
    assert clear.is_told
    assert clear.sentence == "People who joined since 24 August stay longer than those before."
    assert "45 % of 300, against 20 % of 300" in clear.numbers
    worse = lately([row(n, 45, 100) for n in range(3)] + [row(n, 20, 100) for n in range(3, 6)])
    assert worse.sentence == "People who joined since 24 August leave sooner than those before."
    unclear = lately([row(n, 2, 10) for n in range(3)] + [row(n, 3, 10) for n in range(3, 6)])
    assert not unclear.is_told
    assert unclear.sentence == "Between people who joined since 24 August and those before, no difference can be told."


def test_the_line_is_drawn_where_something_began_and_two_weeks_are_on_each_side() -> None:
    rows = [row(n, 20, 100) for n in range(8)]
    began = [Mark(MONDAY + timedelta(days=days), "It began.", "/") for days in (3, 17, 38, 51)]
    assert lately(rows, began).sentence.startswith("Between people who joined since 7 September")
    assert lately(rows, began[:2]).sentence.startswith("Between people who joined since 17 August")
    assert lately(rows, began[:1]).sentence.startswith("Between people who joined since 31 August")


def test_weeks_that_are_withheld_or_not_over_are_in_no_sentence() -> None:
    rows = [Row(MONDAY, is_withheld=True), *[row(n, 1, 10) for n in range(1, 4)], Row(MONDAY, 10, cells=[Cell(4)])]
    assert lately(rows).one is None
    assert "Too few weeks" in lately(rows).sentence


def test_a_part_is_named_only_if_it_stands_out_from_all_others_together() -> None:
    words = {"mentor": "With a mentor", "none": "Without a mentor", "c": "C"}
    parts = [Pooled("mentor", {4: Share(60, 100)}), Pooled("none", {4: Share(30, 100)})]
    told = apart(parts, words)
    assert told.sentence == "With a mentor: these people come back more than all others. That does not say why."
    # One comparison of two parts is sure enough; as one of three it is not.
    near = [Pooled("mentor", {4: Share(41, 100)}), Pooled("none", {4: Share(58, 200)})]
    assert apart(near, words).is_told
    third = [near[0], Pooled("none", {4: Share(29, 100)}), Pooled("c", {4: Share(29, 100)})]
    assert apart(third, words).sentence == "Between these parts, no difference can be told."
    assert "Too few" in apart(parts[:1], words).sentence
