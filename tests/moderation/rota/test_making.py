"""Weekly shifts: six weeks ahead, each once, at the same time on the wall when clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members.profiles.models import Member
from moderation.rota import making
from moderation.rota.away import go_away
from moderation.rota.making import AHEAD, make_shifts
from moderation.rota.patterns import ShiftPattern, add_pattern
from moderation.rota.shifts import Shift
from moderation.rota.times import span_on
from tests.factories import a_member
from tests.moderation.rota.rotas import in_hours

HELSINKI = ZoneInfo("Europe/Helsinki")


def a_pattern(member: Member, weekday: int = 0, begins: int = 9, ends: int = 17) -> ShiftPattern:
    """On the wall in Helsinki, without its shifts."""
    pattern: ShiftPattern = ShiftPattern.objects.create(
        member=member, weekday=weekday, begins=time(begins), ends=time(ends), zone="Europe/Helsinki"
    )
    return pattern


@pytest.mark.django_db
def test_a_moderator_puts_nobody_else_on_the_rota_and_a_manager_does(mo: Member, mia: Member, as_: Any) -> None:
    given = {"weekday": "2", "begins": "09:00", "ends": "17:00", "zone": "Europe/Helsinki"}
    answer = as_(mo).post(reverse("shift_pattern_add"), given | {"member": mia.pk})
    assert answer.status_code == 422 and not ShiftPattern.objects.exists()
    as_(mia).post(reverse("shift_pattern_add"), given | {"member": mo.pk})
    pattern = ShiftPattern.objects.get()
    assert pattern.member == mo and Shift.objects.filter(pattern=pattern).count() in (6, 7)
    other = a_member("Mira", role="moderator")
    assert as_(other).post(reverse("shift_pattern_end", args=[pattern.pk])).status_code == 403


@pytest.mark.django_db
def test_what_was_typed_wrongly_is_kept(mo: Member, as_: Any) -> None:
    given = {"member": mo.pk, "weekday": "4", "begins": "09:00", "ends": "09:00", "zone": "Europe/Warsaw"}
    answer = as_(mo).post(reverse("shift_pattern_add"), given)
    assert answer.status_code == 422 and "ends at another time" in answer.text
    assert '<option value="Europe/Warsaw" selected>' in answer.text


@pytest.mark.django_db
def test_shifts_are_made_once_however_often_it_is_tried(mo: Member) -> None:
    a_pattern(mo)
    now = datetime(2026, 3, 2, 6, tzinfo=UTC)
    assert make_shifts(now) == 6 or Shift.objects.count() == 6
    before = list(Shift.objects.order_by("pk").values_list("pk", flat=True))
    assert make_shifts(now) == 0
    Shift.objects.earliest("pk").cancel(by=mo)
    assert make_shifts(now) == 0 and list(Shift.objects.order_by("pk").values_list("pk", flat=True)) == before
    assert make_shifts(now + timedelta(days=7)) == 1


@pytest.mark.django_db
def test_a_run_that_dies_halfway_is_made_good_by_the_next(
    mo: Member, mia: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_pattern(mo), a_pattern(mia)
    now, real = timezone.now(), making.make_of

    def die(pattern: ShiftPattern, moment: datetime) -> int:
        if pattern.member == mia:
            raise SystemExit
        return real(pattern, moment)

    monkeypatch.setattr(making, "make_of", die)
    with pytest.raises(SystemExit):
        make_shifts(now)
    monkeypatch.setattr(making, "make_of", real)
    make_shifts(now)
    make_shifts(now)
    for member in (mo, mia):
        assert Shift.objects.filter(member=member).count() in (6, 7)
    assert Shift.objects.filter(member=mo).count() == Shift.objects.filter(member=mia).count()


@pytest.mark.django_db
def test_a_shift_stays_at_its_time_on_the_wall_when_clocks_change(mo: Member) -> None:
    a_pattern(mo, weekday=6)
    make_shifts(datetime(2026, 3, 20, tzinfo=UTC))
    starts = [shift.starts_at for shift in Shift.objects.order_by("starts_at")]
    assert {start.astimezone(HELSINKI).hour for start in starts} == {9}
    assert {start.hour for start in starts} == {7, 6}


@pytest.mark.django_db
def test_nobody_is_put_on_the_rota_who_left_the_team_or_is_away(mo: Member, eve: Member, mia: Member) -> None:
    a_pattern(eve)
    make_shifts(timezone.now())
    assert not Shift.objects.exists()
    go_away(mo, timezone.now().date(), timezone.now().date() + timedelta(days=60), by=mo)
    add_pattern(mo, 3, time(9), time(12), "UTC", by=mo)
    assert Shift.objects.filter(member=mo).exists()
    assert not Shift.objects.filter(member=mo, offered_at=None).exists()
    a = Shift.objects.filter(member=mo).earliest("pk")
    Member.objects.filter(pk=mo.pk).update(role="member")
    assert not Shift.objects.standing().filter(pk=a.pk).exists()


@pytest.mark.django_db
def test_a_pattern_that_ends_calls_off_what_is_still_its_members(mo: Member, mia: Member) -> None:
    pattern = add_pattern(mo, timezone.now().weekday(), time(9), time(10), "UTC", by=mo)
    assert add_pattern(mo, timezone.now().weekday(), time(9), time(10), "UTC", by=mo) == pattern
    taken = Shift.objects.filter(starts_at__gt=in_hours(1)).earliest("pk")
    taken.offer(by=mo)
    taken.take(by=mia)
    pattern.end(by=mo)
    ahead = Shift.objects.filter(pattern=pattern, cancelled_at=None, starts_at__gt=timezone.now())
    assert list(ahead) == [taken] and make_shifts(timezone.now()) == 0


CALMLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))
TIMES = st.times().map(lambda t: t.replace(second=0, microsecond=0))
ZONES = st.sampled_from(["Europe/Helsinki", "America/New_York", "Australia/Lord_Howe", "UTC", "Africa/Casablanca"])


@CALMLY
@given(DAYS, TIMES, TIMES, ZONES)
def test_a_shift_never_ends_before_it_begins_nor_lasts_longer_than_a_day(d: date, a: time, b: time, zone: str) -> None:
    span = span_on(d, a, b, ZoneInfo(zone))
    if span is not None:
        assert timedelta(0) < span[1] - span[0] <= timedelta(hours=26)


@CALMLY
@given(DAYS, st.integers(1, 23), ZONES)
def test_two_shifts_that_follow_one_another_leave_no_hole(day: date, hour: int, zone: str) -> None:
    first = span_on(day, time(0), time(hour), ZoneInfo(zone))
    second = span_on(day, time(hour), time(23, 59), ZoneInfo(zone))
    assert first is None or second is None or first[1] >= second[0]


def test_an_hour_that_comes_twice_or_never_is_a_shift_all_the_same() -> None:
    twice = span_on(date(2026, 10, 25), time(2), time(4), HELSINKI)
    never = span_on(date(2026, 3, 29), time(3), time(3, 30), HELSINKI)
    assert twice and twice[1] - twice[0] == timedelta(hours=3)
    assert never and never[1] - never[0] == timedelta(minutes=30)
    assert timedelta(weeks=6) == AHEAD
