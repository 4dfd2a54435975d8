"""The calendar of the team: what it shows, what it says, and what it asks of the database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from members.profiles.models import Member
from programs.calendar.holidays import countries, holidays_between
from programs.calendar.quiet import QuietWeek, mark
from programs.calendar.settings import CalendarSettings
from programs.calendar.weeks import WEEK, Window, monday_of
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from tests.factories import a_member
from tests.house.test_query_budgets import queries, within
from tests.programs.planned import a_program

As = Callable[..., Any]
PAGES = ["programs", "programs_settings", "program_templates", "programs_copy"]


def in_weeks(weeks: int) -> date:
    """The Thursday of a week to come."""
    return monday_of(timezone.localdate()) + weeks * WEEK + timedelta(days=3)


@pytest.mark.parametrize("name", PAGES)
def test_only_managers_see_it(as_: As, name: str, mo: Member, ben: Member, mia: Member, visitor: Any) -> None:
    assert [as_(one).get(reverse(name)).status_code for one in (visitor, ben, mo, mia)] == [302, 403, 403, 200]


def test_it_says_how_much_there_is_and_whose(as_: As, mia: Member, olli: Member) -> None:
    a_program(mia, title="Office hour", rule="", begins=in_weeks(2), rhythm="monthly")
    a_program(olli, title="Theme of autumn", rule="", begins=in_weeks(3), rhythm="quarterly", minutes=60 * 24 * 21)
    page = as_(mia).get(reverse("programs")).text
    assert "2 items, 2 owners" in page
    assert "Office hour" in page and "Theme of autumn" in page
    first = Window.around(timezone.localdate()).first
    assert f'data-week="{first.isoformat()}"' in page


def test_a_theme_reaches_over_its_weeks_and_ends_at_the_edge(as_: As, mia: Member) -> None:
    begins = monday_of(timezone.localdate()) + WEEK
    a_program(mia, title="Theme", rule="", begins=begins, rhythm="quarterly", minutes=60 * 24 * 20, zone="UTC")
    assert "c-4 span-3" in as_(mia).get(reverse("programs")).text
    long = a_program(mia, title="Long", rule="", begins=begins + 8 * WEEK, rhythm="quarterly", minutes=60 * 24 * 90)
    assert long.occurrences.count() == 1
    assert "c-12 span-2" in as_(mia).get(reverse("programs")).text


def test_drafts_stand_apart_and_count_for_nothing(as_: As, mia: Member) -> None:
    a_program(mia, plan=False, title="Not yet planned")
    page = as_(mia).get(reverse("programs")).text
    assert "0 items" in page and "Drafts" in page and "Not yet planned" in page


def test_it_is_narrowed_by_what_the_address_says(as_: As, mia: Member, olli: Member, space: Any) -> None:
    a_program(mia, title="For newcomers", serves="arrive", space=space, rule="", begins=in_weeks(1))
    a_program(olli, title="For regulars", serves="give-back", rule="", begins=in_weeks(1))
    client, here = as_(mia), reverse("programs")
    for query in ("stage=arrive", f"owner={mia.pk}", f"space={space.pk}", "stage=arrive&kind=prompt&audience=0"):
        page = client.get(f"{here}?{query}").text
        assert ">For newcomers<" in page or "For newcomers<span" in page, query
        assert "For regulars<span" not in page, query
    for nonsense in ("stage=x", "owner=x", "space=99999999999999", "from=2026-13-45", "from=0001-01-01", "view=x"):
        assert "For regulars" in client.get(f"{here}?{nonsense}").text


def test_heavy_weeks_are_said_in_words(as_: As, mia: Member) -> None:
    CalendarSettings.choose(by=mia, load_limit=2)
    for number in range(3):
        a_program(mia, title=f"Thing {number}", rule="", begins=in_weeks(2), at="09:00", rhythm="weekly")
    page = as_(mia).get(reverse("programs")).text
    assert "3 items. The team’s limit is 2." in page
    assert "over the limit" in page


def test_clashes_gaps_and_holidays_are_said_in_words(as_: As, mia: Member) -> None:
    CalendarSettings.choose(by=mia, country="FI")
    day = date(timezone.localdate().year + 1, 12, 6)  # independence day
    a_program(mia, title="One", rule="", begins=day)
    a_program(mia, title="Two", rule="", begins=day)
    page = as_(mia).get(f"{reverse('programs')}?from={day.isoformat()}").text
    assert "One and Two are at the same time" in page
    assert "One is on a public holiday: Independence Day" in page
    assert "Nothing weekly in these weeks" in page
    assert "Nothing monthly in" in page


def test_nobody_misses_anything_in_a_quiet_week(as_: As, mia: Member) -> None:
    a_program(mia, title="Every week", rule="FREQ=WEEKLY;COUNT=2", begins=in_weeks(1))
    client = as_(mia)
    before = client.get(reverse("programs")).text
    missed = range(3, 11)
    for week in missed:
        mark(in_weeks(week), by=mia)
    mark(in_weeks(0), by=mia)
    after = client.get(reverse("programs")).text
    assert "Nothing weekly" in before and "Nothing weekly" not in after
    mark(in_weeks(1), by=mia)
    assert "is meant to be quiet, and has 1 item." in client.get(reverse("programs")).text


def test_a_week_is_marked_once_and_unmarked(as_: As, mia: Member) -> None:
    client, day = as_(mia), in_weeks(4).isoformat()
    for _again in range(2):
        assert client.post(reverse("quiet_week"), {"day": day}).status_code == 302
    assert QuietWeek.objects.get().monday == monday_of(in_weeks(4))
    client.post(reverse("quiet_week"), {"day": day, "quiet": "no"})
    assert not QuietWeek.objects.exists()
    for wrong in ("", "2026-02-30", "2001-01-01", "9999-12-31"):
        assert client.post(reverse("quiet_week"), {"day": wrong}).status_code == 422
    assert not QuietWeek.objects.exists()


@pytest.mark.parametrize("words", [{"load_limit": "0"}, {"load_limit": "x"}, {"load_limit": "6", "country": "XX"}])
def test_wrong_settings_change_nothing(as_: As, mia: Member, words: dict[str, str]) -> None:
    assert as_(mia).post(reverse("programs_settings_choose"), words).status_code == 422
    assert CalendarSettings.current().load_limit == 6


def test_holidays_are_said_in_the_readers_language() -> None:
    assert ("FI", "Finland") in countries()
    found = holidays_between("FI", date(2026, 12, 1), date(2026, 12, 31))
    assert found[date(2026, 12, 6)] == "Independence Day"
    assert holidays_between("", date(2026, 1, 1), date(2026, 12, 31)) == {}


@pytest.mark.parametrize("view", ["90", "month", "list"])
def test_two_hundred_series_of_two_years_ask_what_one_asks(as_: As, mia: Member, view: str) -> None:
    owners = [a_member(role="manager") for _ in range(4)]
    client, path = as_(mia), f"{reverse('programs')}?view={view}"
    _many(owners, 1)
    few = queries(client, path)
    _many(owners, 199)
    assert Occurrence.objects.count() > 19_000
    many = queries(client, path)
    within(many, 12)
    assert len(many) == len(few)
    assert len(client.get(path).content) < 400_000


def _many(owners: list[Member], number: int) -> None:
    """So many weekly series with two years of rows, made without the steps of the clock."""
    today, now = timezone.localdate(), timezone.now()
    rows = [
        Program(
            format="prompt", title=f"Series {index}", rhythm="weekly", serves="take-part", owner=owners[index % 4],
            begins=today, at="10:00", zone="Europe/Helsinki", rule="FREQ=WEEKLY", minutes=60, planned_at=now,
            laid_out_until=today,
        )
        for index in range(number)
    ]  # fmt: skip
    Program.objects.bulk_create(rows)
    Occurrence.objects.bulk_create(
        (
            Occurrence(
                program=one, day=today + week * WEEK, starts_at=now + week * WEEK + timedelta(minutes=index),
                ends_at=now + week * WEEK + timedelta(hours=1, minutes=index),
            )
            for index, one in enumerate(rows)
            for week in range(104)
        ),
        batch_size=2000,
    )  # fmt: skip
