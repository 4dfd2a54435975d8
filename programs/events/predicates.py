"""What rules can ask about events."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, JSONField, Max, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.utils import formats, timezone
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from members.segments.activity import so_often
from members.segments.fields import from_when, one_of, since, times
from members.segments.models import Segment
from members.segments.predicates import Predicate, Said, Values, at_least, register
from programs.events.models import Attendance, AttendanceQuerySet
from programs.series.occurrences import Occurrence

if TYPE_CHECKING:
    from members.profiles.models import Member

FAMILY = _("Events")
OFFERED = 200
"""So many events can be chosen from."""


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


def _begun() -> Iterable[tuple[int, str]]:
    """The latest events that have begun, and older ones that segments ask for already; the latest first."""
    rows = Occurrence.objects.taking_place().filter(program__format="event", starts_at__lte=timezone.now())
    found = rows.select_related("program").order_by("-starts_at", "-pk")
    latest = list(found[:OFFERED])
    older = found.filter(pk__in=_asked_for() - {one.pk for one in latest}) if len(latest) == OFFERED else ()
    return [(one.pk, f"{one.name}, {_day(one.starts_at)}") for one in [*latest, *older]]


def _asked_for() -> set[int]:
    """Events that rules of segments name."""
    rows = Segment.objects.annotate(event=RawSQL("jsonb_path_query(rule, '$.**.event')", [], JSONField()))
    return {event for event in rows.values_list("event", flat=True) if isinstance(event, int)}


def _day(at: datetime) -> str:
    return formats.date_format(timezone.localtime(at), "SHORT_DATE_FORMAT")


def were_at(occurrence: int) -> AttendanceQuerySet:
    """Who was at an event; where nobody looked, whoever had a place."""
    rows: AttendanceQuerySet = Attendance.objects.filter(occurrence=occurrence)
    looked = Attendance.objects.came().filter(occurrence=occurrence)
    return rows.filter(Q(came_at__isnull=False) | Q(Q(seated_at__isnull=False), ~Q(Exists(looked))))


def _was_there(values: Values, now: datetime) -> Q:
    return Q(Exists(were_at(values["event"]).filter(member=OuterRef("pk"))))


def _when_there(member: Member, values: Values) -> Said | None:
    row = were_at(values["event"]).filter(member=member).select_related("occurrence").first()
    return gettext("on %(day)s") % {"day": _day(row.occurrence.starts_at)} if row is not None else None


register(Predicate(
    "event_at", FAMILY, _("were at the event {event}"), {"event": one_of(_("Event"), _begun, number=True)},
    _was_there, _when_there, _("were not at the event {event}"),
))  # fmt: skip
