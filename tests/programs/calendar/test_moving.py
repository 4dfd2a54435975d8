"""Moving an item: what is said before, what is done, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from threading import Barrier, Thread
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from members.profiles.models import Member
from members.profiles.refusing import NotNow
from programs.calendar.moving import move
from programs.calendar.settings import CalendarSettings
from programs.calendar.weeks import WEEK, monday_of
from programs.series.changing import Span
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from tests.programs.planned import a_program

As = Callable[..., Any]
HELSINKI = ZoneInfo("Europe/Helsinki")


def thursday(weeks: int) -> date:
    """The Thursday of a week to come."""
    return monday_of(timezone.localdate()) + weeks * WEEK + timedelta(days=3)


def once(owner: Member, weeks: int = 2, **said: Any) -> Occurrence:
    """Something on the Thursday of a week to come, at 18:00 in Helsinki."""
    program = a_program(owner, begins=thursday(weeks), **{"title": "Office hour", "rule": "", **said})
    found: Occurrence = program.occurrences.get()
    return found


def address(one: Occurrence) -> str:
    """Where it is moved."""
    return reverse("program_move", args=[one.pk])


def test_only_managers_move(as_: As, mia: Member, mo: Member, ben: Member, visitor: Any) -> None:
    one = once(mia)
    for person in (visitor, ben, mo):
        as_(person).post(address(one), {"day": thursday(3), "at": "18:00"})
        assert as_(person).get(address(one)).status_code in (302, 403)
    assert Occurrence.objects.get().starts_at == one.starts_at


def test_drafts_and_what_is_not_there_are_missing(as_: As, mia: Member) -> None:
    assert as_(mia).get(reverse("program_move", args=[987654])).status_code == 404


def test_a_new_date_is_kept_at_the_same_time_on_the_hosts_wall(as_: As, mia: Member) -> None:
    one = once(mia)
    answer = as_(mia).post(
        address(one), {"day": thursday(3).isoformat(), "at": "18:00", "was": one.starts_at.isoformat()}
    )
    assert answer.status_code == 302
    one.refresh_from_db()
    assert one.starts_at.astimezone(HELSINKI).replace(tzinfo=None) == datetime.combine(thursday(3), time(18))
    assert (one.sequence, one.moved_by_id, one.day) == (1, mia.pk, thursday(2))


def test_the_strip_says_what_would_come_of_it(as_: As, mia: Member) -> None:
    one, other = once(mia), once(mia, 3, title="Deep dive")
    strip = as_(mia).get(f"{address(one)}?to={thursday(3).isoformat()}", headers={"HX-Request": "true"}).text
    assert "Moving by 1 week" in strip and "Deep dive is at the same time" in strip
    assert "Nobody has to be told." in strip
    assert "2 items, Mia has 2" in strip
    assert "<html" not in strip
    one.refresh_from_db()
    assert one.moved_at is None
    assert other.pk != one.pk


def test_the_strip_names_holidays_and_who_is_told(as_: As, mia: Member, ben: Member, monkeypatch: Any) -> None:
    from programs.prompts.format import Prompt

    monkeypatch.setattr(Prompt, "concerned", lambda self, one: Member.objects.get_queryset().filter(pk=ben.pk))
    CalendarSettings.choose(by=mia, country="FI")
    one = once(mia)
    day = date(timezone.localdate().year + 1, 12, 6)
    strip = as_(mia).get(f"{address(one)}?to={day.isoformat()}").text
    assert "1 person will be told." in strip and "is on a public holiday: Independence Day" in strip


@pytest.mark.parametrize(
    "said",
    [
        {"day": "2026-02-30", "at": "18:00"}, {"day": "", "at": "18:00"}, {"day": "x" * 500, "at": "18:00"},
        {"day": "2001-01-01", "at": "18:00"}, {"day": "2199-01-01", "at": "18:00"},
        {"day": "9999-12-31", "at": "18:00"},
        {"day": "2027-01-07", "at": "25:00"}, {"day": "2027-01-07", "at": ""},
    ],
)  # fmt: skip
def test_what_cannot_be_is_one_sentence_and_changes_nothing(as_: As, mia: Member, said: dict[str, str]) -> None:
    one = once(mia)
    answer = as_(mia).post(address(one), said)
    assert answer.status_code == 422
    assert answer.text.count('class="error-summary') + answer.text.count("error-summary") >= 1
    assert Occurrence.objects.get().starts_at == one.starts_at


def test_what_has_begun_or_was_called_off_stays(as_: As, mia: Member) -> None:
    begun, off = once(mia), once(mia, 3)
    Occurrence.objects.filter(pk=begun.pk).update(opened_at=timezone.now())
    off.call_off(by=mia)
    client = as_(mia)
    for one, words in (
        (begun, "It has begun, so it stays where it is."),
        (off, "It was called off. Put it back first."),
    ):
        assert words in client.get(address(one)).text
        answer = client.post(address(one), {"day": thursday(5).isoformat(), "at": "18:00"})
        assert answer.status_code == 422 and words in answer.text


def test_this_one_leaves_the_others_where_they_are(mia: Member) -> None:
    program = a_program(mia, begins=thursday(1), rule="FREQ=WEEKLY;BYDAY=TH;COUNT=6")
    rows = list(program.occurrences.order_by("day"))
    move(rows[2], rows[2].day + timedelta(days=1), time(18), was=rows[2].starts_at, span=Span.ONE, by=mia)
    days = [one.starts_at.astimezone(HELSINKI).weekday() for one in program.occurrences.order_by("day")]
    assert days == [3, 3, 4, 3, 3, 3]


def test_this_and_later_become_a_program_of_their_own(mia: Member) -> None:
    program = a_program(mia, begins=thursday(1), rule="FREQ=WEEKLY;BYDAY=TH;COUNT=6")
    rows = list(program.occurrences.order_by("day"))
    move(rows[3], rows[3].day - timedelta(days=1), time(17), was=rows[3].starts_at, span=Span.LATER, by=mia)
    later = Program.objects.exclude(pk=program.pk).get()
    assert [one.pk for one in later.occurrences.order_by("starts_at")] == [one.pk for one in rows[3:]]
    assert {one.starts_at.astimezone(HELSINKI).strftime("%a %H") for one in later.occurrences.all()} == {"Wed 17"}
    assert program.occurrences.count() == 3


@pytest.mark.parametrize("days", [-1, 7, 10])
def test_all_go_along_with_whoever_comes_to_them(mia: Member, days: int) -> None:
    program = a_program(mia, begins=thursday(3), rule="FREQ=MONTHLY;BYMONTHDAY=12;COUNT=5")
    rows = list(program.occurrences.order_by("day"))
    new = rows[1].day + timedelta(days=days)
    move(rows[1], new, time(18), was=rows[1].starts_at, span=Span.ALL, by=mia)
    after = list(program.occurrences.order_by("day"))
    assert {one.pk for one in rows} <= {one.pk for one in after}
    assert {one.starts_at.astimezone(HELSINKI).day for one in after} == {new.day}
    assert after[1].pk == rows[1].pk


def test_a_rule_of_several_days_is_refused_in_words(as_: As, mia: Member) -> None:
    program = a_program(mia, begins=thursday(1), rule="FREQ=WEEKLY;BYDAY=MO,TH")
    one = program.occurrences.earliest("day")
    before = list(program.occurrences.values_list("pk", "starts_at"))
    said = {"day": (one.day + timedelta(days=1)).isoformat(), "at": "18:00", "span": "all"}
    answer = as_(mia).post(address(one), said)
    assert answer.status_code == 422 and "This happens on several days." in answer.text
    assert list(program.occurrences.values_list("pk", "starts_at")) == before
    assert 'value="all" checked' in answer.text or "checked" in answer.text.split('value="all"')[1][:60]


def test_an_hour_that_the_clock_jumps_over_is_the_one_after(mia: Member) -> None:
    one = once(mia)
    year = timezone.localdate().year + 1
    last = max(day for day in (date(year, 3, number) for number in range(25, 32)) if day.weekday() == 6)
    move(one, last, time(3, 30), was=one.starts_at, span=Span.ONE, by=mia)
    one.refresh_from_db()
    assert one.starts_at == datetime.combine(last, time(1, 30), UTC)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_move_at_once_one_does(mia: Member, olli: Member) -> None:
    one, start, refused = once(mia), Barrier(2), []

    def run(by: Member, weeks: int) -> None:
        try:
            start.wait(timeout=20)
            move(one, thursday(weeks), time(18), was=one.starts_at, span=Span.ONE, by=by)
        except NotNow as why:
            refused.append(str(why))
        finally:
            connection.close()

    both = [Thread(target=run, args=(mia, 4)), Thread(target=run, args=(olli, 5))]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    one.refresh_from_db()
    assert one.sequence == 1
    assert len(refused) == 1 and "Somebody else moved it meanwhile" in refused[0]


def test_what_somebody_else_moved_meanwhile_stays_with_what_was_typed(as_: As, mia: Member, olli: Member) -> None:
    one = once(mia)
    path, was = reverse("program_move", args=[one.pk]), one.starts_at.isoformat()
    move(one, thursday(4), time(18), was=one.starts_at, span=Span.ONE, by=olli)
    late = as_(mia).post(path, {"day": thursday(5).isoformat(), "at": "19:00", "was": was})
    assert late.status_code == 409
    assert "Somebody else moved it meanwhile" in late.text and "19:00" in late.text
    wrong = as_(mia).post(path, {"day": "x", "at": "19:00", "was": was})
    assert wrong.status_code == 422
    one.refresh_from_db()
    assert one.sequence == 1
