"""Hours on people's walls, the week's three messages, and nights."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from members.journeys.models import JourneyMessage, Run
from members.journeys.running import move_on
from members.journeys.steps import next_hour
from members.notifications.models import QuietHours
from members.profiles.models import Member
from tests.members.journeys.plans import NOON, a_journey, put_in, step, tells


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "after", "hour", "moment"),
    [
        ("Europe/Helsinki", "2027-03-10 12:00", 10, "2027-03-11 08:00"),
        ("Europe/Helsinki", "2027-03-27 12:00", 10, "2027-03-28 07:00"),  # the clock is put on that night
        ("Europe/Helsinki", "2027-03-27 12:00", 3, "2027-03-28 01:00"),  # 03:00 is missing: the hour after it
        ("Europe/Warsaw", "2027-10-30 12:00", 10, "2027-10-31 09:00"),  # put back
        ("Europe/Warsaw", "2027-10-30 12:00", 2, "2027-10-31 00:00"),  # 02:00 comes twice: the first
        ("Europe/Budapest", "2027-03-10 08:59", 10, "2027-03-10 09:00"),
        ("Europe/Budapest", "2027-03-10 09:00", 10, "2027-03-11 09:00"),
        ("Europe/Moscow", "2027-03-28 12:00", 10, "2027-03-29 07:00"),
        ("America/New_York", "2027-03-13 20:00", 10, "2027-03-14 14:00"),
        ("America/New_York", "2027-11-06 20:00", 10, "2027-11-07 15:00"),
        ("Australia/Sydney", "2027-04-03 12:00", 10, "2027-04-04 00:00"),
        ("Australia/Sydney", "2027-10-02 12:00", 10, "2027-10-02 23:00"),
    ],
)
def test_until_an_hour_means_the_clock_on_their_wall(zone: str, after: str, hour: int, moment: str) -> None:
    assert next_hour(_utc(after), hour, ZoneInfo(zone)) == _utc(moment)


@pytest.mark.django_db
def test_a_week_has_three_messages_of_all_journeys_together(ben: Member) -> None:
    many = [part for n in range(5) for part in (tells(f"m{n}"), step(f"w{n}", "wait_hours", hours=1))]
    put_in(a_journey(*many), ben)
    put_in(a_journey(tells(), name="Another"), ben)
    for hour in range(0, 24 * 16, 3):
        move_on(now=NOON + timedelta(hours=hour))
    moments = sorted(JourneyMessage.objects.values_list("created_at", flat=True))
    assert len(moments) == 6
    assert all(later - first >= timedelta(days=7) for first, later in zip(moments, moments[3:], strict=False))
    assert set(Run.objects.values_list("ended_as", flat=True)) == {"done"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("zone", "moment", "morning"),
    [
        ("Europe/Helsinki", "2027-03-10 20:30", "2027-03-11 06:00"),
        ("Europe/Warsaw", "2027-10-30 22:30", "2027-10-31 07:00"),  # the clock is put back that night
        ("Europe/Budapest", "2027-03-27 22:30", "2027-03-28 06:00"),  # and here it is put on
        ("Europe/Moscow", "2027-03-10 20:30", "2027-03-11 05:00"),
        ("America/New_York", "2027-03-14 05:30", "2027-03-14 12:00"),  # that night the clock is put on
        ("Australia/Sydney", "2027-04-03 14:00", "2027-04-03 22:00"),  # and here it is put back
    ],
)
def test_nobody_is_told_anything_at_night(zone: str, moment: str, morning: str, ben: Member) -> None:
    Member.objects.get_queryset().filter(pk=ben.pk).update(time_zone=zone)
    QuietHours.objects.filter(member=ben).update(begins=time(22), ends=time(8))
    run = put_in(a_journey(tells()), ben, at=_utc(moment))
    move_on(now=_utc(moment))
    run.refresh_from_db()
    assert (run.held, run.due_at) == ("quiet", _utc(morning)) and not JourneyMessage.objects.exists()
    move_on(now=_utc(morning))
    assert JourneyMessage.objects.get().created_at == _utc(morning)
