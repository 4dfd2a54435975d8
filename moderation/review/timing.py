"""How much time a case has, in words, with the tone and the sign that go with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import npgettext, pgettext

from config.lib.spans import DAY, HOUR

if TYPE_CHECKING:
    from members.profiles.models import Member
    from moderation.review.cases import Case

SOON = timedelta(hours=1)
"""What is due within it is due soon."""
MORNING = 9


@dataclass(frozen=True)
class Due:
    """By when: short for rows, whole for the page; "ok", "warn" or "bad"."""

    short: str
    words: str
    tone: str
    icon: str
    at: datetime


def due_of(case: Case) -> Due:
    """How much time is left, or for how long it has been over."""
    return due_by(case.due_at)


def due_by(moment: datetime) -> Due:
    """The same for a moment."""
    left = moment - timezone.now()
    time = span(left)
    if left < timedelta(0):
        over = _("%(time)s over") % {"time": time}
        return Due(over, _("Overdue: %(time)s over") % {"time": time}, "bad", "triangle-alert", moment)
    tone = "warn" if left < SOON else "ok"
    return Due(time, _("%(time)s left") % {"time": time}, tone, "timer", moment)


def span(length: timedelta) -> str:
    """1 h 19 min; 38 min; 9 h; 3 days."""
    minutes = abs(int(length.total_seconds())) // 60
    if HOUR <= minutes < 6 * HOUR and minutes % HOUR:
        both = _("%(hours)d h %(minutes)d min") % {"hours": minutes // HOUR, "minutes": minutes % HOUR}
        return both.replace(" ", "\N{NO-BREAK SPACE}")
    if minutes < HOUR:
        words = pgettext("length of time", "%(count)d min") % {"count": minutes}
    elif minutes < 2 * DAY:
        words = pgettext("length of time", "%(count)d h") % {"count": minutes // HOUR}
    else:
        days = minutes // DAY
        words = npgettext("length of time", "%(count)d day", "%(count)d days", days) % {"count": days}
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def snooze_until(how: str, member: Member, due_at: datetime) -> datetime | None:
    """The moment for "hour", "tomorrow" (9:00 of their zone) or "monday", at most `due_at`; None for another word."""
    here = timezone.now().astimezone(member.zone)
    if how == "hour":
        return min(here + timedelta(hours=1), due_at)
    days = {"tomorrow": 1, "monday": 7 - here.weekday()}.get(how)
    if days is None:
        return None
    day = (here + timedelta(days=days)).date()
    return min(datetime(day.year, day.month, day.day, MORNING, tzinfo=member.zone), due_at)
