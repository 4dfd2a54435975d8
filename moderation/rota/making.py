"""Making shifts of patterns, six weeks ahead, each once however often it is tried."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from moderation.rota.away import Away
from moderation.rota.patterns import ShiftPattern
from moderation.rota.shifts import Shift, of_the_team
from moderation.rota.times import span_on, zone_named

AHEAD = timedelta(weeks=6)


def make_shifts(now: datetime) -> int:
    """Make what is missing of all patterns that go on; returns how many shifts are new."""
    patterns = ShiftPattern.objects.filter(of_the_team("member__"), ended_at=None).order_by("pk")
    return sum(make_of(pattern, now) for pattern in patterns)


@transaction.atomic
def make_of(pattern: ShiftPattern, now: datetime) -> int:
    """Make what is missing of one pattern; returns how many. One that was ended meanwhile makes none."""
    going = ShiftPattern.objects.select_for_update().filter(pk=pattern.pk, ended_at=None).first()
    if going is None:
        return 0
    wanted = _wanted(going, now)
    known = set(Shift.objects.filter(pattern=going, day__in=wanted).values_list("day", flat=True))
    new = [shift for day, shift in wanted.items() if day not in known]
    Shift.objects.bulk_create(new, ignore_conflicts=True)
    if new:
        _offer_what_falls_into_absences(going)
    return len(new)


def _wanted(pattern: ShiftPattern, now: datetime) -> dict[date, Shift]:
    """The shifts that should be there, by the day on the wall of their zone."""
    zone = zone_named(pattern.zone)
    first = now.astimezone(zone).date() - timedelta(days=1)
    found: dict[date, Shift] = {}
    for after in range(AHEAD.days + 2):
        day = first + timedelta(days=after)
        span = span_on(day, pattern.begins, pattern.ends, zone) if day.weekday() == pattern.weekday else None
        # One that runs already when the pattern is made counts; one that is over does not.
        if span is not None and span[1] > now and span[0] < now + AHEAD:
            found[day] = Shift(
                member_id=pattern.member_id, pattern=pattern, day=day, starts_at=span[0], ends_at=span[1]
            )
    return found


def _offer_what_falls_into_absences(pattern: ShiftPattern) -> None:
    for away in Away.objects.filter(member=pattern.member_id).to_come():
        mine = Shift.objects.filter(pattern=pattern, member=pattern.member_id, cancelled_at=None, offered_at=None)
        for shift in mine.touching(away.starts_at, away.ends_at).to_come():
            shift.offer(by=None, away=away)
