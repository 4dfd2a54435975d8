"""What came of a date is worked out from facts by day, and reckoned again here from plain rows."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from members.profiles.models import Member
from metrics.effects.models import Effect
from metrics.effects.showing import told
from metrics.effects.weighing import AFTER_DAYS, owed, weigh_effects
from metrics.rollups.days import begin_of, yesterday
from metrics.rollups.models import Arrival, MemberDay
from programs.events.models import Attendance
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from tests.factories import a_member, a_space
from tests.programs.planned import a_program

pytestmark = pytest.mark.django_db
DAY = yesterday() - timedelta(days=AFTER_DAYS + 3)


def an_event_that_is_over(owner: Member, took: list[Member], **said: Any) -> Occurrence:
    program: Program = a_program(
        owner, format="event", rule="", plan=False, goal="people", goal_number=5, planned_at=timezone.now(), **said
    )
    starts = begin_of(DAY) + timedelta(hours=12)
    one: Occurrence = Occurrence.objects.create(
        program=program, day=DAY, starts_at=starts, ends_at=starts + timedelta(hours=1), opened_at=starts,
        result_number=len(took), result_at=starts,
    )  # fmt: skip
    Attendance.objects.bulk_create(
        Attendance(occurrence=one, member=member, says="going", seated_at=starts, came_at=starts) for member in took
    )
    return one


def came(day: date, *active: date) -> Member:
    member: Member = a_member()
    Arrival.objects.create(member=member, day=day, at=begin_of(day))
    MemberDay.objects.bulk_create(MemberDay(day=one, member=member, replies=1) for one in active)
    return member


@pytest.fixture
def people() -> dict[str, list[Member]]:
    """Keen ones (active before) and calm ones; of those who took part more are active afterwards."""
    before, after, long_ago = DAY - timedelta(days=3), DAY + timedelta(days=5), DAY - timedelta(days=200)
    found: dict[str, list[Member]] = defaultdict(list)
    for number in range(12):
        found["took"].append(came(long_ago, before, *([after] if number < 9 else [])))
        found["like"].append(came(long_ago, before, *([after] if number < 6 else [])))
        found["calm"].append(came(long_ago, *([after] if number < 1 else [])))
        found["young"].append(came(DAY - timedelta(days=2), after))
    return found


def test_those_who_took_part_are_set_beside_others_like_them(mia: Member, people: dict[str, list[Member]]) -> None:
    one = an_event_that_is_over(mia, [*people["took"], *people["calm"][:3]])
    assert weigh_effects() == 1
    effect = Effect.objects.get(occurrence=one)
    # By hand: 12 keen who came beside 12 keen who did not, 3 calm who came beside 9 calm who did not.
    rate, expected = (9 + 1) / 15, (12 / 15) * (6 / 12) + (3 / 15) * (0 / 9)
    assert (effect.took, effect.matched, effect.others) == (15, 15, 12 + 9)
    assert effect.rate == pytest.approx(100 * rate)
    assert effect.expected == pytest.approx(100 * expected)
    assert effect.low is not None
    assert effect.low < effect.difference < effect.high  # type: ignore[operator]


def test_the_team_is_in_neither(mia: Member, mo: Member, people: dict[str, list[Member]]) -> None:
    Arrival.objects.create(member=mo, day=DAY - timedelta(days=200), at=begin_of(DAY - timedelta(days=200)))
    MemberDay.objects.create(day=DAY - timedelta(days=3), member=mo, replies=1)
    one = an_event_that_is_over(mia, [*people["took"], mo])
    weigh_effects()
    assert Effect.objects.get(occurrence=one).matched == 12


def test_it_waits_until_the_four_weeks_are_over(mia: Member, people: dict[str, list[Member]]) -> None:
    one = an_event_that_is_over(mia, people["took"])
    Occurrence.objects.filter(pk=one.pk).update(ends_at=begin_of(yesterday() - timedelta(days=AFTER_DAYS - 1)))
    assert weigh_effects() == 0


def test_it_is_worked_out_once_a_day_for_a_week_and_then_rests(mia: Member, people: dict[str, list[Member]]) -> None:
    one = an_event_that_is_over(mia, people["took"])
    assert weigh_effects() == 1
    assert weigh_effects() == 0
    Effect.objects.filter(occurrence=one).update(made_at=timezone.now() - timedelta(days=2))
    assert [found.pk for found in owed(yesterday())] == [one.pk]
    Effect.objects.filter(occurrence=one).update(until=yesterday() - timedelta(days=30))
    assert owed(yesterday()) == []


def test_four_who_took_part_are_not_told_of(mia: Member, people: dict[str, list[Member]]) -> None:
    one = an_event_that_is_over(mia, people["took"][:4])
    weigh_effects()
    effect = Effect.objects.get(occurrence=one)
    assert not effect.is_told
    assert told(effect) == "Not told: fewer than five people."


def test_a_difference_that_may_be_chance_is_called_none(mia: Member, people: dict[str, list[Member]]) -> None:
    one = an_event_that_is_over(mia, people["took"])
    weigh_effects()
    assert told(Effect.objects.get(occurrence=one)).endswith("Between the two no difference can be told.")
    sure = Effect(took=50, matched=50, others=90, rate=71, expected=60, low=2.2, high=19.8)
    assert told(sure).endswith("That is 11 points more (between 2 and 20).")


def test_managers_read_results_beside_goals(
    mia: Member, as_: Callable[[Member], Client], people: dict[str, list[Member]]
) -> None:
    one = an_event_that_is_over(mia, people["took"])
    weigh_effects()
    client = as_(mia)
    page = client.get("/manage/health/effects/").content.decode()
    assert "The goal was reached on 1 of 1 date." in page
    page = client.get(f"/manage/health/effects/{one.program_id}/").content.decode()
    assert "75 % did something" in page
    assert "This is a correlation." in page
    table = client.get(f"/manage/health/effects/{one.program_id}/table.csv").content.decode()
    assert f"{DAY},12,5,,12,75.0,50.0" in table


def test_what_is_not_told_is_in_no_table(mia: Member, as_: Callable[[Member], Client], people: Any) -> None:
    one = an_event_that_is_over(mia, people["took"][:4])
    weigh_effects()
    table = as_(mia).get(f"/manage/health/effects/{one.program_id}/table.csv").content.decode()
    assert f"{DAY},4,5,,,,,,\r\n" in table


@pytest.mark.parametrize("who", ["mo", "ben", "nia"])
def test_nobody_else_reads_them(
    who: str, mia: Member, request: pytest.FixtureRequest, as_: Callable[[Member], Client]
) -> None:
    one = an_event_that_is_over(mia, [])
    client = as_(request.getfixturevalue(who))
    for path in ("", f"{one.program_id}/", f"{one.program_id}/table.csv"):
        assert client.get(f"/manage/health/effects/{path}").status_code == 403


def test_the_list_costs_the_same_for_one_program_and_many(
    mia: Member, as_: Callable[[Member], Client], django_assert_max_num_queries: Any
) -> None:
    client = as_(mia)
    an_event_that_is_over(mia, [])
    client.get("/manage/health/effects/")
    for number in range(20):
        an_event_that_is_over(mia, [], space=a_space(f"Space {number}"))
    with django_assert_max_num_queries(9):
        client.get("/manage/health/effects/")


def test_a_program_of_another_or_none_is_not_there(mia: Member, as_: Callable[[Member], Client]) -> None:
    assert as_(mia).get("/manage/health/effects/999999/").status_code == 404
