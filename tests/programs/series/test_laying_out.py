"""Rows for two years ahead; changes of one, of this and later, of all; what has begun stays as it was."""

import itertools
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from members.profiles.models import Member
from programs.series.changing import change_all, change_later, shifted
from programs.series.laying import lay_out_next
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.recurring import WrongRule
from programs.series.steps import Step
from tests.programs.planned import a_program, tomorrow

pytestmark = pytest.mark.django_db


def test_a_draft_has_no_occurrences(mia: Member) -> None:
    assert not a_program(mia, plan=False).occurrences.exists()


def test_a_plan_has_every_week_of_two_years_on_the_wall_of_its_place(mia: Member) -> None:
    rows = a_program(mia).occurrences.order_by("day")
    assert rows.count() in (104, 105)
    assert {row.starts_at.astimezone(ZoneInfo("Europe/Helsinki")).hour for row in rows} == {18}
    assert len({row.starts_at.astimezone(UTC).hour for row in rows}) == 2  # summer and winter
    assert all(row.ends_at - row.starts_at == timedelta(hours=1) for row in rows)


def test_planned_twice_it_is_planned_once(mia: Member) -> None:
    program = a_program(mia)
    number = program.occurrences.count()
    program.plan(by=mia)
    assert program.occurrences.count() == number


def test_a_rule_that_never_comes_is_not_planned(mia: Member) -> None:
    program = a_program(mia, plan=False, rule="FREQ=YEARLY;COUNT=0")
    with pytest.raises(WrongRule):
        program.plan(by=mia)
    program.refresh_from_db()
    assert program.is_draft
    assert not Occurrence.objects.exists()


def test_last_years_occurrences_are_not_made(mia: Member) -> None:
    program = a_program(mia, begins=tomorrow() - timedelta(days=365))
    assert program.occurrences.earliest("day").day >= timezone.localdate()


def test_rows_are_made_further_as_time_goes(mia: Member, time_machine) -> None:
    program = a_program(mia)
    number = program.occurrences.count()
    assert lay_out_next() == 0
    time_machine.move_to(timezone.now() + timedelta(days=70))
    assert lay_out_next() == 1
    assert program.occurrences.count() == number + 10


def test_another_time_for_all_moves_what_is_to_come_and_keeps_what_was_moved_by_hand(mia: Member) -> None:
    program = a_program(mia)
    first, second, third = program.occurrences.order_by("day")[:3]
    by_hand = second.starts_at + timedelta(hours=3)
    second.move(by_hand, by=mia)
    change_all(program, {"at": time(9, 30)}, by=mia)
    first.refresh_from_db()
    second.refresh_from_db()
    third.refresh_from_db()
    assert third.starts_at.astimezone(ZoneInfo("Europe/Helsinki")).time() == time(9, 30)
    assert second.starts_at == by_hand
    assert (first.sequence, second.sequence) == (1, 1)
    assert Step.objects.get(occurrence=third, key="open").at == third.starts_at


def test_another_day_for_all_takes_the_same_rows_along(mia: Member) -> None:
    program = a_program(mia)
    before = {row.pk: row.day for row in program.occurrences.all()}
    later = tomorrow() + timedelta(days=1)
    change_all(program, {"begins": later}, by=mia)
    after = {row.pk: row.day for row in program.occurrences.all()}
    kept = before.keys() & after.keys()
    assert len(kept) >= len(before) - 1
    assert {after[pk] - before[pk] for pk in kept} == {timedelta(days=1)}


def test_what_the_rule_leaves_is_gone(mia: Member) -> None:
    program = a_program(mia)
    change_all(program, {"rule": "FREQ=WEEKLY;INTERVAL=2"}, by=mia)
    days = list(program.occurrences.order_by("day").values_list("day", flat=True))
    assert {(b - a).days for a, b in itertools.pairwise(days)} == {14}


def test_this_and_later_is_a_program_that_goes_on(mia: Member) -> None:
    program = a_program(mia)
    days = list(program.occurrences.order_by("day").values_list("day", flat=True))
    fourth = program.occurrences.get(day=days[3])
    later = change_later(fourth, {"title": "Monday case review", "at": time(8)}, by=mia)
    assert later.pk != program.pk
    assert later.continues == program
    assert list(program.occurrences.order_by("day").values_list("day", flat=True)) == days[:3]
    assert list(later.occurrences.order_by("day").values_list("day", flat=True)) == days[3:]
    fourth.refresh_from_db()
    assert fourth.program == later
    program.refresh_from_db()
    assert program.title == "Friday case review"
    change_all(program, {"title": "The first three"}, by=mia)
    assert list(program.occurrences.order_by("day").values_list("day", flat=True)) == days[:3]


def test_of_a_number_of_times_the_later_program_has_the_rest(mia: Member) -> None:
    program = a_program(mia, rule="FREQ=WEEKLY;COUNT=10")
    fourth = program.occurrences.order_by("day")[3]
    later = change_later(fourth, {"title": "The rest of it"}, by=mia)
    assert later.rule == "FREQ=WEEKLY;COUNT=7"
    assert (program.occurrences.count(), later.occurrences.count()) == (3, 7)


def test_from_the_first_on_is_all_of_them(mia: Member) -> None:
    program = a_program(mia)
    first = program.occurrences.order_by("day")[0]
    assert change_later(first, {"title": "Another name"}, by=mia).pk == program.pk
    assert Program.objects.count() == 1


def test_moved_to_where_it_stands_nothing_changes(mia: Member) -> None:
    one = a_program(mia).occurrences.order_by("day")[0]
    one.move(one.starts_at, by=mia)
    assert (one.sequence, one.moved_at) == (0, None)


def test_what_has_begun_cannot_be_moved_or_called_off(mia: Member) -> None:
    one = a_program(mia).occurrences.order_by("day")[0]
    Occurrence.objects.filter(pk=one.pk).update(opened_at=timezone.now())
    one.move(one.starts_at + timedelta(days=1), by=mia)
    one.call_off(by=mia, why="Too late for that")
    assert (one.moved_at, one.called_off_at) == (None, None)


def test_called_off_it_stays_so_when_all_change(mia: Member) -> None:
    program = a_program(mia)
    one = program.occurrences.order_by("day")[1]
    one.call_off(by=mia, why="A holiday")
    change_all(program, {"at": time(9)}, by=mia)
    one.refresh_from_db()
    assert one.called_off_at is not None
    assert program.occurrences.filter(day=one.day).count() == 1
    one.put_back(by=mia)
    assert one.is_to_come


def test_ended_it_happens_no_more_and_nothing_new_is_laid_out(mia: Member, time_machine) -> None:
    program = a_program(mia)
    program.end(by=mia)
    assert not program.occurrences.to_come().exists()
    time_machine.move_to(timezone.now() + timedelta(days=70))
    assert lay_out_next() == 0


@pytest.mark.parametrize(
    ("rule", "before", "after", "wanted"),
    [
        ("FREQ=WEEKLY;BYDAY=TH", "2027-01-07", "2027-01-08", "FREQ=WEEKLY;BYDAY=FR"),
        ("FREQ=WEEKLY", "2027-01-07", "2027-01-08", "FREQ=WEEKLY"),
        ("FREQ=MONTHLY;BYDAY=1TH", "2027-01-07", "2027-01-15", "FREQ=MONTHLY;BYDAY=3FR"),
        ("FREQ=MONTHLY;BYDAY=-1TH", "2027-01-28", "2027-01-29", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("FREQ=MONTHLY;BYMONTHDAY=7", "2027-01-07", "2027-01-09", "FREQ=MONTHLY;BYMONTHDAY=9"),
        ("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=31", "2027-01-31", "2027-02-01", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=1"),
    ],
)
def test_a_rule_moves_with_its_days(rule: str, before: str, after: str, wanted: str) -> None:
    days = [datetime.fromisoformat(day).date() for day in (before, after)]
    assert shifted(rule, *days) == wanted


def test_a_rule_of_several_days_is_changed_by_hand() -> None:
    with pytest.raises(WrongRule):
        shifted("FREQ=WEEKLY;BYDAY=MO,TH", tomorrow(), tomorrow() + timedelta(days=1))
