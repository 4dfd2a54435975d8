"""When a digest is due: at the member's day and hour by the clock on their own wall, also where clocks are changed."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from members.digest.choosing import choose_hour
from members.digest.enrolling import enrol
from members.digest.hours import GRACE, next_time, week_due
from members.digest.models import Digest, DigestPlan
from members.digest.planning import plan_hour, week_of_next
from members.profiles.models import Member
from tests.factories import a_member

# Zone, a day near a change of its clock, and nine o'clock of that day as UTC has it.
NINE = [
    ("Europe/Helsinki", date(2026, 3, 27), 7),  # Friday before the clocks go on
    ("Europe/Helsinki", date(2026, 4, 3), 6),
    ("Europe/Helsinki", date(2026, 10, 23), 6),
    ("Europe/Helsinki", date(2026, 10, 30), 7),
    ("Europe/Warsaw", date(2026, 3, 27), 8),
    ("Europe/Warsaw", date(2026, 4, 3), 7),
    ("Europe/Budapest", date(2026, 10, 23), 7),
    ("Europe/Budapest", date(2026, 10, 30), 8),
    ("Europe/Moscow", date(2026, 3, 27), 6),
    ("Europe/Moscow", date(2026, 10, 30), 6),
    ("America/New_York", date(2026, 3, 6), 14),
    ("America/New_York", date(2026, 3, 13), 13),
    ("America/New_York", date(2026, 11, 6), 14),
    ("Australia/Sydney", date(2026, 4, 3), -2),  # still Thursday in UTC
    ("Australia/Sydney", date(2026, 4, 10), -1),
    ("Australia/Sydney", date(2026, 10, 9), -2),
]


@pytest.mark.parametrize(("zone", "day", "utc"), NINE, ids=[f"{zone} {day}" for zone, day, _ in NINE])
def test_friday_nine_is_nine_on_the_wall(zone: str, day: date, utc: int) -> None:
    nine, there = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=utc), ZoneInfo(zone)
    monday = day - timedelta(days=4)
    assert week_due(nine - timedelta(seconds=1), there, 5, 9) is None
    assert week_due(nine, there, 5, 9) == monday
    assert week_due(nine + timedelta(hours=GRACE - 2), there, 5, 9) == monday
    assert week_due(nine + timedelta(hours=GRACE + 2), there, 5, 9) is None
    assert next_time(nine - timedelta(hours=30), there, 5, 9) == nine
    assert next_time(nine, there, 5, 9).astimezone(there).hour == 9


# 29 March 2026 has no three o'clock in Helsinki, and 25 October has two; in Warsaw and Budapest it is two o'clock.
CHANGES = [
    ("Europe/Helsinki", date(2026, 3, 29), 3),
    ("Europe/Helsinki", date(2026, 10, 25), 3),
    ("Europe/Warsaw", date(2026, 3, 29), 2),
    ("Europe/Budapest", date(2026, 10, 25), 2),
    ("Europe/Moscow", date(2026, 10, 25), 3),
    ("America/New_York", date(2026, 3, 8), 2),
    ("America/New_York", date(2026, 11, 1), 1),
    ("Australia/Sydney", date(2026, 10, 4), 2),
    ("Australia/Sydney", date(2026, 4, 5), 2),
]


@pytest.mark.parametrize(("zone", "day", "hour"), CHANGES, ids=[f"{zone} {day}" for zone, day, _ in CHANGES])
@pytest.mark.django_db
def test_an_hour_that_is_missing_or_comes_twice_brings_one_digest(zone: str, day: date, hour: int) -> None:
    member = a_member(time_zone=zone)
    choose_hour(member, 7, hour, 1)
    midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    made: list[datetime] = []
    for half in range(2, 2 * 6):
        moment = midnight + timedelta(minutes=30 * half)
        if enrol(moment):
            made.append(moment)
    assert len(made) == 1
    row = Digest.objects.get(member=member)
    assert row.week == day - timedelta(days=6)
    there = made[0].astimezone(ZoneInfo(zone))
    assert (there.hour, there.minute) in ((hour, 0), (hour + 1, 0))


@pytest.mark.django_db
def test_each_member_gets_it_at_their_own_hour_and_never_a_second_one(mia: Member) -> None:
    zones = ["Europe/Helsinki", "Europe/Warsaw", "Europe/Budapest", "Europe/Moscow", "America/New_York",
             "Australia/Sydney", "Nowhere/Atall"]  # fmt: skip
    members = {zone: a_member(zone.rpartition("/")[2], time_zone=zone) for zone in zones}
    monday_eight = a_member("Early")
    choose_hour(monday_eight, 1, 8, 1)
    seen: dict[int, list[datetime]] = {}
    start = datetime(2026, 11, 15, 0, 0, tzinfo=UTC)  # a Sunday
    # Two Mondays and two times the hours around Friday: a digest is due nowhere else.
    hours = [*range(24, 48), *range(24 * 4 + 18, 24 * 6)]
    for hour in [*hours, *(24 * 7 + one for one in hours)]:
        moment = start + timedelta(hours=hour)
        if enrol(moment):
            for row in Digest.objects.filter(created_at=moment):
                seen.setdefault(row.member_id, []).append(moment)
    for zone, member in members.items():
        there = ZoneInfo(zone if zone != "Nowhere/Atall" else "UTC")
        walls = [moment.astimezone(there) for moment in seen[member.pk]]
        assert [(wall.isoweekday(), wall.hour) for wall in walls] == [(5, 9), (5, 9)]
    assert [(at.isoweekday(), at.hour) for at in seen[monday_eight.pk]] == [(1, 8), (1, 8)]
    assert Digest.objects.filter(member=mia).count() == 2


@pytest.mark.django_db
def test_half_as_often_is_every_second_week(ben: Member) -> None:
    choose_hour(ben, None, None, 2)
    first = datetime(2026, 11, 6, 9, 0, tzinfo=UTC)
    for week in range(6):
        enrol(first + timedelta(weeks=week))
        Digest.objects.filter(member=ben, sent_at=None).update(sent_at=first)
    assert Digest.objects.filter(member=ben).count() == 3


@pytest.mark.django_db
def test_another_day_by_the_manager_is_the_day_of_all_who_chose_none(mia: Member, ben: Member) -> None:
    choose_hour(ben, 5, 9, 1)
    plan_hour(2, 18, asks_approval=False, by=mia)
    tuesday = datetime(2026, 11, 17, 18, 0, tzinfo=UTC)
    enrol(tuesday)
    assert list(Digest.objects.values_list("member", flat=True)) == [mia.pk]


@pytest.mark.django_db
def test_a_week_that_is_to_be_approved_waits_for_it(mia: Member) -> None:
    plan_hour(5, 9, asks_approval=True, by=mia)
    friday = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    assert enrol(friday) == 0
    DigestPlan.locked().approve(date(2026, 11, 9), by=mia)
    assert enrol(friday) == 0
    DigestPlan.locked().approve(date(2026, 11, 16), by=mia)
    assert enrol(friday + timedelta(hours=3)) == 1
    assert enrol(friday + timedelta(weeks=1)) == 0


@pytest.mark.django_db
@pytest.mark.parametrize(("zone", "weekday", "hour"), [("Australia/Sydney", 1, 8), ("America/New_York", 7, 22)])
def test_the_week_that_is_approved_is_the_one_on_the_members_wall(
    zone: str, weekday: int, hour: int, mia: Member
) -> None:
    Member.objects.update(time_zone=zone)
    plan_hour(weekday, hour, asks_approval=True, by=mia)
    moment = next_time(datetime(2026, 11, 18, 12, 0, tzinfo=UTC), ZoneInfo(zone), weekday, hour)
    DigestPlan.locked().approve(week_of_next(moment - timedelta(hours=9)), by=mia)
    assert enrol(moment) == 1, "What was approved before its hour leaves then."
    assert enrol(moment + timedelta(weeks=1)) == 0, "Only the week that was next is approved."


@pytest.mark.django_db
def test_who_chose_an_earlier_day_gets_what_was_approved_for_the_week_before(mia: Member, ben: Member) -> None:
    plan_hour(5, 9, asks_approval=True, by=mia)
    choose_hour(ben, 1, 8, 1)
    monday = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    assert enrol(monday) == 0
    DigestPlan.locked().approve(date(2026, 11, 16), by=mia)
    assert enrol(monday) == 1 and Digest.objects.get().member == ben
    assert enrol(monday + timedelta(weeks=1)) == 0, "The week after was not approved."


@pytest.mark.django_db
def test_who_moves_to_another_zone_gets_no_second_one(ben: Member) -> None:
    friday = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    assert enrol(friday) == 1
    Member.objects.filter(pk=ben.pk).update(time_zone="America/New_York")
    assert sum(enrol(friday + timedelta(hours=hour)) for hour in (1, 5, 6, 24, 40)) == 0
    with time_machine.travel(friday):
        assert Digest.objects.count() == 1
