"""The table of weeks against the same numbers reckoned in plain Python, from what members did."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from community.welcome.models import WelcomeStep
from members.mentoring.models import Mentorship
from metrics.cohorts.counting import behind, count
from metrics.cohorts.parts import WAYS
from metrics.cohorts.table import rows_of
from metrics.cohorts.weeks import mondays, weeks_over
from metrics.measures.withholding import LEAST
from metrics.rollups.catching_up import last_made
from metrics.rollups.days import begin_of, yesterday
from tests.factories import a_member, a_space
from tests.metrics.cohorts.newcomers import Newcomer, settle

WEEKS = 12
END = date(2026, 11, 22)


def people(spaces: tuple[object, ...] = (None,)) -> st.SearchStrategy[list[Newcomer]]:
    acts = st.lists(st.integers(0, 100), max_size=6, unique=True).map(tuple)
    one = st.builds(
        Newcomer, st.integers(0, 130).map(lambda ago: END - timedelta(days=ago)), acts,
        st.sampled_from(["invitation", "link", "open"]),
        st.lists(st.integers(1, 3), max_size=6).map(tuple), st.lists(st.sampled_from(spaces), max_size=6).map(tuple),
    )  # fmt: skip
    return st.lists(one, max_size=140)


def joined_in(found: list[Newcomer], monday: date, weeks: int = 1) -> list[Newcomer]:
    return [one for one in found if monday <= one.day < monday + timedelta(weeks=weeks)]


def is_over(monday: date, week: int, weeks: int = 1) -> bool:
    """Whether the last who can join in these weeks has been here for all seven days of the week."""
    return monday + timedelta(days=7 * weeks - 1) + timedelta(days=7 * week + 6) <= END


def width(found: list[Newcomer]) -> int:
    """Four weeks a row if most of those ten weeks that every table shows have one to four newcomers."""
    sizes = [len(joined_in(found, END - timedelta(days=END.weekday() + 7 * ago))) for ago in range(4, 20)]
    sizes = [size for size in sizes[:10] if size]
    return 4 if len([size for size in sizes if size < LEAST]) * 2 > len(sizes) else 1


def did(one: Newcomer, week: int) -> bool:
    return any(7 * week <= act <= 7 * week + 6 and one.day + timedelta(days=act) <= END for act in one.acts)


@pytest.mark.parametrize("days", range(40))
@pytest.mark.parametrize("weeks", [12, 18, 26])
def test_the_oldest_week_has_all_its_weeks_behind_it_and_the_newest_one(days: int, weeks: int) -> None:
    end = date(2026, 10, 1) + timedelta(days=days)
    shown = mondays(end, weeks)
    assert [weeks_over(monday, end) for monday in shown] == list(range(weeks, 0, -1))
    assert all(monday.weekday() == 0 for monday in shown)
    for monday in shown:
        over = weeks_over(monday, end)
        assert monday + timedelta(days=6 + 7 * over + 6) <= end < monday + timedelta(days=6 + 7 * (over + 1) + 6)


@pytest.mark.django_db
@settings(max_examples=20)
@given(found=people())
def test_the_table_is_what_plain_python_counts(found: list[Newcomer]) -> None:
    with transaction.atomic():
        settle(found, until=END)
        rows = rows_of(count(END, WEEKS))
        transaction.set_rollback(True)
    span = width(found)
    assert {row.span for row in rows} == {span}
    if span == 1:
        assert [row.monday for row in rows] == mondays(END, WEEKS)
    else:
        assert len(rows) in (5, 6)
        assert all(row.last + timedelta(days=1) == after.monday for row, after in pairwise(rows))
    for row in rows:
        here = joined_in(found, row.monday, span)
        if 0 < len(here) < LEAST:
            assert row.is_withheld and row.people == 0 and row.cells == []
            continue
        assert row.people == len(here)
        for week in range(1, WEEKS + 1):
            share = row.share(week)
            if not here or not is_over(row.monday, week, span):
                assert share is None
            else:
                assert share and (share.top, share.of) == (sum(did(one, week) for one in here), len(here))


@pytest.mark.django_db
@settings(max_examples=20)
@given(found=people())
def test_parts_add_up_and_tell_only_what_cannot_be_subtracted(found: list[Newcomer]) -> None:
    with transaction.atomic():
        settle(found, until=END)
        counts = count(END, WEEKS, WAYS["source"])
        transaction.set_rollback(True)
    parts = ("invitation", "link", "open")
    whole = {row.monday: row for row in rows_of(counts)}
    by_part = {part: {row.monday: row for row in rows_of(counts, part)} for part in parts}
    for monday, row in whole.items():
        sizes = Counter(one.source for one in joined_in(found, monday, counts.span))
        untold = [part for part in parts if by_part[part][monday].is_withheld]
        told = [part for part in parts if part not in untold]
        assert all(by_part[part][monday].people == sizes[part] for part in told)
        assert all(sizes[part] == 0 or sizes[part] >= LEAST for part in told)
        if not row.is_withheld and untold:
            assert len([part for part in untold if sizes[part]]) > 1 or not row.people
            assert row.people - sum(sizes[part] for part in told) >= LEAST


@pytest.mark.django_db
@settings(max_examples=15)
@given(found=people())
def test_who_is_behind_a_cell_are_those_it_counts(found: list[Newcomer]) -> None:
    with transaction.atomic():
        members = dict(zip([one.pk for one in settle(found, until=END)], found, strict=True))
        shown = mondays(END, WEEKS)
        for monday, week in ((shown[0], 5), (shown[5], 1), (shown[-1], 1)):
            for is_so in (True, False):
                listed = set(behind(monday, week, WAYS["source"], "open", did=is_so).values_list("pk", flat=True))
                assert listed == {
                    pk
                    for pk, one in members.items()
                    if one in joined_in(found, monday) and one.source == "open" and did(one, week) == is_so
                }
        transaction.set_rollback(True)


def part_of(key: str, one: Newcomer) -> str:
    """The level and the space of the first 28 days, reckoned anew."""
    early = [(act, place) for place, act in enumerate(one.acts) if act < 28]
    if key == "level":
        return str(max((one.levels[place] if place < len(one.levels) else 1 for _act, place in early), default=1))
    inside = [(act, one.spaces[place]) for act, place in early if place < len(one.spaces) and one.spaces[place]]
    return str(min(inside, key=lambda pair: pair[0])[1].pk) if inside else "none"  # type: ignore[union-attr]


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["level", "space"])
def test_level_and_space_are_those_of_the_first_four_weeks(key: str) -> None:
    spaces = (None, a_space(), a_space())

    @settings(max_examples=12)
    @given(found=people(spaces))
    def agree(found: list[Newcomer]) -> None:
        with transaction.atomic():
            settle(found, until=END)
            counts = count(END, WEEKS, WAYS[key])
            transaction.set_rollback(True)
        assert all(is_over(monday, 3, counts.span) for monday in counts.mondays)
        expected = Counter(
            (monday, part_of(key, one)) for monday in counts.mondays for one in joined_in(found, monday, counts.span)
        )
        assert counts.joined == dict(expected)
        for (monday, part, week), people in counts.active.items():
            assert people == sum(
                did(one, week) for one in joined_in(found, monday, counts.span) if part_of(key, one) == part
            )

    agree()


def by_part(key: str) -> dict[str, int]:
    return {part: people for (_monday, part), people in count(END, WEEKS, WAYS[key]).joined.items()}


def test_a_mentor_counts_who_took_them_on_in_the_first_four_weeks(db: None) -> None:
    day = mondays(END, WEEKS)[2]
    early, late, never, declined = settle([Newcomer(day)] * 4, until=END)
    for member, days, is_accepted in ((early, 20, True), (late, 30, True), (declined, 5, False)):
        at = begin_of(day) + timedelta(days=days)
        Mentorship.objects.create(
            newcomer=member, mentor=a_member(), offered_at=at, accepted_at=at if is_accepted else None
        )
    assert by_part("mentor") == {"mentor": 1, "none": 3}
    assert never.pk in behind(day, 1, WAYS["mentor"], "none", did=False).values_list("pk", flat=True)


def test_the_first_of_the_three_actions_that_was_done_counts_and_not_one_that_was_skipped(db: None) -> None:
    day = mondays(END, WEEKS)[2]
    hello, skipped, late = settle([Newcomer(day)] * 3, until=END)
    at = begin_of(day) + timedelta(days=1)
    later = at + timedelta(days=1)
    WelcomeStep.objects.create(member=hello, action="useful", done_at=later)
    WelcomeStep.objects.create(member=hello, action="hello", done_at=at)
    WelcomeStep.objects.create(member=skipped, action="hello", skipped_at=at)
    WelcomeStep.objects.create(member=skipped, action="interests", done_at=later)
    WelcomeStep.objects.create(member=late, action="useful", done_at=at + timedelta(days=40))
    assert by_part("start") == {"hello": 1, "interests": 1, "none": 1}


def test_a_closed_account_is_counted_and_not_listed(db: None) -> None:
    day = mondays(END, WEEKS)[0]
    gone, *others = settle([Newcomer(day, (7,))] * 6, until=END)
    gone.is_active = False
    gone.save(update_fields=["is_active"])
    share = rows_of(count(END, WEEKS))[0].share(1)
    assert share and share.top == 6
    assert set(behind(day, 1, None, "", did=True)) == set(others)


def test_a_day_without_facts_is_no_day_that_is_over(db: None) -> None:
    assert last_made() is None
    settle([], until=timezone.localdate())
    assert last_made() is None
    settle([], until=yesterday() - timedelta(days=1))
    assert last_made() == yesterday() - timedelta(days=1)
