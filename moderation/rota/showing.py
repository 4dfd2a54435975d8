"""The rota in words: who is on duty now, who is next, who has the weekend."""

from __future__ import annotations

import zoneinfo
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from members.profiles.models import Member
from moderation.review.neighbours import duty
from moderation.rota.permissions import may_change, may_take
from moderation.rota.shifts import Shift
from moderation.rota.times import days_of

if TYPE_CHECKING:
    from collections.abc import Iterable

SHOWN = timedelta(days=14)
WEEKEND = (5, 6)


@dataclass(frozen=True)
class Line:
    """One shift as a page draws it, and what the reader may do with it."""

    shift: Shift
    is_mine: bool
    may_change: bool
    may_take: bool

    @property
    def hours(self) -> str:
        """From when to when on the reader's wall."""
        return hours_of(self.shift)


@dataclass
class Day:
    """One day of the rota; without lines nobody is on duty."""

    day: date
    name: str
    lines: list[Line] = field(default_factory=list)

    @property
    def nobody(self) -> str:
        """What is said of a day without anybody."""
        return _("Nobody on %(day)s.") % {"day": self.name}


def on_duty(now: datetime) -> list[Member]:
    """Who of the team is on duty at a moment, each once; whoever began first stands first."""
    shifts = Shift.objects.standing().at(now).select_related("member").order_by("starts_at", "pk")
    return list(dict.fromkeys(shift.member for shift in shifts))


@duty
def next_on_duty(now: datetime) -> Shift | None:
    """The first shift that begins after a moment, with its member; None if the rota says nothing."""
    ahead = Shift.objects.standing().filter(starts_at__gt=now).select_related("member")
    found: Shift | None = ahead.order_by("starts_at", "pk").first()
    return found


def duty_sentence(now: datetime) -> str:
    """Who is on duty, or who is next and from when, in one sentence for the bench; empty without a rota."""
    names = [member.name for member in on_duty(now)]
    if len(names) == 1:
        return _("%(name)s is on duty.") % {"name": names[0]}
    if names:
        return _("On duty: %(names)s.") % {"names": ", ".join(names)}
    ahead = next_on_duty(now)
    if ahead is None:
        return ""
    return _("The next person on duty is %(name)s, from %(time)s.") % {
        "name": ahead.member.name, "time": moment_in_words(ahead.starts_at, now)
    }  # fmt: skip


def moment_in_words(moment: datetime, now: datetime) -> str:
    """A time of day, with its day where that is another one."""
    here = timezone.localtime(moment)
    same_day = here.date() == timezone.localtime(now).date()
    return formats.date_format(here, "H:i" if same_day else "MONTH_DAY_TIME_FORMAT")


def hours_of(shift: Shift) -> str:
    """From when to when, on the reader's wall."""
    start, end = timezone.localtime(shift.starts_at), timezone.localtime(shift.ends_at)
    return f"{formats.date_format(start, 'H:i')}–{formats.date_format(end, 'H:i')}"


def line_of(shift: Shift, viewer: Member) -> Line:
    """A shift for a reader."""
    return Line(shift, shift.member_id == viewer.pk, may_change(viewer, shift.member) is None, may_take(viewer, shift))


def days_ahead(viewer: Member, now: datetime) -> list[Day]:
    """The next fourteen days, with each shift on the day on which it begins; today with all that had a part of it."""
    zone = _zone()
    today = now.astimezone(zone).date()
    days = [_day(today + timedelta(days=after)) for after in range(SHOWN.days)]
    start, end = days_of(days[0].day, days[-1].day, zone)
    shifts = Shift.objects.visible_to(viewer).standing().touching(start, end).for_listing()
    by_day = {day.day: day for day in days}
    for shift in shifts:
        by_day[max(shift.starts_at.astimezone(zone).date(), today)].lines.append(line_of(shift, viewer))
    return days


def weekend(viewer: Member, now: datetime) -> list[Day]:
    """Saturday and Sunday that come next, on a Sunday that day alone; with everybody who has a part of them."""
    zone = _zone()
    today = now.astimezone(zone).date()
    left = [today + timedelta(weekday - today.weekday()) for weekday in WEEKEND if weekday >= today.weekday()]
    days = [_day(day) for day in left]
    start, end = days_of(left[0], left[-1], zone)
    shifts = list(Shift.objects.visible_to(viewer).standing().touching(start, end).for_listing())
    for day in days:
        day.lines.extend(_lines_on(day.day, shifts, viewer, zone))
    return days


def _lines_on(day: date, shifts: Iterable[Shift], viewer: Member, zone: zoneinfo.ZoneInfo) -> list[Line]:
    start, end = days_of(day, day, zone)
    return [line_of(shift, viewer) for shift in shifts if shift.starts_at < end and shift.ends_at > start]


def _day(day: date) -> Day:
    return Day(day, formats.date_format(day, "l"))


def _zone() -> zoneinfo.ZoneInfo:
    """The reader's."""
    found = timezone.get_current_timezone()
    return found if isinstance(found, zoneinfo.ZoneInfo) else zoneinfo.ZoneInfo("UTC")
