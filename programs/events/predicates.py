"""What rules can ask about events."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from members.segments.activity import so_often
from members.segments.fields import from_when, since, times
from members.segments.predicates import Predicate, Said, Values, at_least, register
from programs.events.models import Attendance, AttendanceQuerySet

if TYPE_CHECKING:
    from members.profiles.models import Member

FAMILY = _("Events")


def _offer(key: str, sentence: Said, denied: Said, rows: Callable[[], AttendanceQuerySet], at: str) -> None:
    """Register a predicate over answers to events, dated by one of their moments."""

    def narrow(values: Values, now: datetime) -> Q:
        return at_least(rows().filter(**from_when(at, values["since"], now)), "member", values["times"])

    def why(member: Member, values: Values) -> Said | None:
        found = rows().filter(member=member, **from_when(at, values["since"], timezone.now()))
        seen = found.aggregate(count=Count("pk"), last=Max(at))
        return so_often(seen["count"], seen["last"])

    register(Predicate(key, FAMILY, sentence, {"times": times(), "since": since()}, narrow, why, denied))


_offer(
    "event_going",
    ngettext_lazy(
        "said that they go to at least {times} event {since}",
        "said that they go to at least {times} events {since}", "times",
    ),
    ngettext_lazy(
        "did not say that they go to an event {since}",
        "said that they go to fewer than {times} events {since}", "times",
    ),
    Attendance.objects.going, "asked_at",
)  # fmt: skip
_offer(
    "event_came",
    ngettext_lazy(
        "came to at least {times} event {since}", "came to at least {times} events {since}", "times"
    ),
    ngettext_lazy(
        "came to no event {since}", "came to fewer than {times} events {since}", "times"
    ),
    Attendance.objects.came, "occurrence__starts_at",
)  # fmt: skip
_offer(
    "event_missed",
    ngettext_lazy(
        "did not show up at at least {times} event {since}",
        "did not show up at at least {times} events {since}", "times",
    ),
    ngettext_lazy(
        "missed no event they had a place at {since}",
        "missed fewer than {times} events they had a place at {since}", "times",
    ),
    Attendance.objects.missed, "occurrence__starts_at",
)  # fmt: skip
