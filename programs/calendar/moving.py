"""Moving an occurrence: what would come of it, and doing it for this one, for it and all later ones, or for all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.profiles.refusing import NotNow, Refusal
from programs.calendar.holidays import holidays_between
from programs.calendar.reading import Item
from programs.calendar.remarks import SHORT, day_words, holiday_sentence, moment_words
from programs.calendar.settings import CalendarSettings
from programs.calendar.weeks import WEEK, begins, monday_of
from programs.series.changing import Span, change_all, change_later, shifted
from programs.series.laying import AHEAD, NEAR
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.overtaken import ChangedMeanwhile
from programs.series.recurring import Recurrence, WrongRule, moment
from programs.series.telling import who_is_told

if TYPE_CHECKING:
    from members.profiles.models import Member


def wall_of(occurrence: Occurrence) -> datetime:
    """When it begins on the wall of its host."""
    found: datetime = occurrence.starts_at.astimezone(ZoneInfo(occurrence.program.zone))
    return found


@dataclass(frozen=True)
class Outlook:
    """What would come of beginning at another moment."""

    told: int
    """How many people are told of it, beside who moves it."""
    told_later: int | None
    """How many where all later ones go along; None for what happens once."""
    told_all: int | None
    """How many where all of them go along."""
    clashes: list[str]
    holiday: str
    load: str


def outlook(occurrence: Occurrence, starts_at: datetime, *, viewer: Member) -> Outlook:
    """What to know before a new date is kept; eight queries at most."""
    rest = list(occurrence.program.occurrences.to_come().select_related("program")) if occurrence.program.rule else []
    later = [one for one in rest if one.day >= occurrence.day]
    day = timezone.localtime(starts_at).date()
    monday = monday_of(day)
    week = Occurrence.objects.visible_to(viewer).between(begins(monday), begins(monday + WEEK)).taking_place()
    rows = list(week.exclude(pk=occurrence.pk).select_related("program__owner"))
    country = CalendarSettings.current().country
    holiday = holidays_between(country, day, day).get(day, "")
    return Outlook(
        told=len(who_is_told([occurrence]) - {viewer.pk}),
        told_later=len(who_is_told(later, together=True) - {viewer.pk}) if rest else None,
        told_all=len(who_is_told(rest, together=True) - {viewer.pk}) if rest else None,
        clashes=_clashes(occurrence, starts_at, rows),
        holiday=holiday_sentence(occurrence.name, day, holiday) if holiday else "",
        load=_load(occurrence, monday, rows),
    )


def _clashes(occurrence: Occurrence, starts_at: datetime, rows: list[Occurrence]) -> list[str]:
    lasts = occurrence.ends_at - occurrence.starts_at
    if lasts > SHORT:
        return []
    there = [
        one
        for one in rows
        if one.ends_at - one.starts_at <= SHORT and one.starts_at < starts_at + lasts and one.ends_at > starts_at
    ]
    words = _("%(name)s is at the same time: %(when)s.")
    return [words % {"name": one.name, "when": moment_words(one.starts_at)} for one in there[:3]]


def _load(occurrence: Occurrence, monday: date, rows: list[Occurrence]) -> str:
    """How much there is in that week with it, and how much of it is its owner's."""
    begun = [one for one in rows if monday <= timezone.localtime(one.starts_at).date() < monday + WEEK]
    count = len(begun) + 1
    words = ngettext("Week of %(day)s: %(n)d item", "Week of %(day)s: %(n)d items", count)
    said = words % {"day": day_words(monday), "n": count}
    owner = occurrence.program.owner
    if owner is None:
        return said
    mine = 1 + sum(one.program.owner_id == owner.pk for one in begun)
    return _("%(week)s, %(name)s has %(n)s") % {"week": said, "name": owner.name, "n": mine}


def refusal_for(occurrence: Occurrence, starts_at: datetime | None = None) -> str:
    """Why it cannot be moved, or not to this moment, in one sentence; empty if it can."""
    if occurrence.called_off_at is not None:
        return _("It was called off. Put it back first.")
    if not occurrence.is_to_come or occurrence.starts_at <= timezone.now():
        return _("It has begun, so it stays where it is.")
    if starts_at is not None and starts_at <= timezone.now():
        return _("This moment is over. Choose a later one.")
    if starts_at is not None and starts_at.date() > timezone.localdate() + AHEAD:
        return _("Choose a day of the next two years.")
    return ""


@transaction.atomic
def move(occurrence: Occurrence, day: date, at: time, *, was: datetime, span: str, by: Member) -> None:
    """Let it begin on this day, at this time on the wall of its host; `was`: when it began as whoever moves it saw it.

    Raises NotNow, and ChangedMeanwhile where somebody else moved it.
    """
    program = Program.objects.select_for_update(no_key=True).get(pk=occurrence.program_id)
    current = Occurrence.objects.locked(occurrence.pk)
    starts_at = moment(day, at, program.zone)
    if refusal := refusal_for(current, starts_at):
        raise NotNow(Refusal(refusal))
    if current.starts_at != was:
        words = _("Somebody else moved it meanwhile: it begins %(when)s now. Look at it again.")
        raise ChangedMeanwhile(words % {"when": moment_words(current.starts_at)})
    if span == Span.ONE or not program.rule or current.added_at is not None:
        current.move(starts_at, by=by)
        return
    try:
        _move_series(program, current, day, at, span=span, by=by)
    except WrongRule as wrong:
        raise NotNow(Refusal(str(wrong))) from wrong


def _move_series(program: Program, one: Occurrence, day: date, at: time, *, span: str, by: Member) -> None:
    delta = day - one.day
    if span == Span.LATER:
        program = change_later(one, {}, by=by)
    rule = shifted(program.rule, one.day, day)
    said: dict[str, Any] = {"begins": program.begins + delta, "at": at, "rule": rule}
    # What somebody had moved by hand goes along as well, for that is what was just asked of it.
    Occurrence.objects.filter(pk=one.pk).update(moved_at=None, moved_by=None)
    if abs(delta) > NEAR:
        _take_along(program, Recurrence(said["begins"], at, program.zone, rule), delta)
    change_all(program, said, by=by)


def _take_along(program: Program, recurrence: Recurrence, delta: timedelta) -> None:
    """Give each row to come the nearest day of the new rule, so that whoever said they come still comes to it."""
    now = timezone.now()
    mine = program.occurrences.filter(starts_at__gt=now, opened_at=None, called_off_at=None, added_at=None)
    rows = list(mine.order_by("day"))
    if not rows:
        return
    days = list(recurrence.days(since=rows[0].day, until=rows[-1].day + abs(delta)))
    pairs = [(row, new) for row, new in zip(rows, _following(rows, days, delta), strict=True) if new is not None]
    # From the side to which they go, so that no two ever have the same day.
    for row, new in reversed(pairs) if delta > timedelta() else pairs:
        if not program.occurrences.filter(day=new).exclude(pk=row.pk).exists():
            Occurrence.objects.filter(pk=row.pk).update(day=new)


def _following(rows: list[Occurrence], days: list[date], delta: timedelta) -> list[date | None]:
    """For each row the day that is nearest to where it would be."""
    return [min(days, key=lambda day: abs(day - row.day - delta), default=None) for row in rows]


def item_of(occurrence: Occurrence) -> Item:
    """As the calendar shows it."""
    return Item(occurrence, timezone.now())
