"""What hosts and managers do for an event: who is on the list, who came, how many may come, words to all."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.activity.log import record
from members.profiles.models import Member
from members.profiles.refusing import NotNow, Refusal
from programs.events.models import Attendance, EventDay, EventMessage, Says
from programs.events.seating import free_places, locked, move_up
from programs.events.seeing import seers_of
from programs.series.occurrences import Occurrence
from programs.series.overtaken import ChangedMeanwhile

DOOR_OPENS, DOOR_CLOSES = timedelta(hours=1), timedelta(days=7)
MESSAGES_A_DAY = 5


@transaction.atomic
def add(occurrence: Occurrence, member: Member, *, by: Member) -> None:
    """Give somebody a place by hand, also where they were taken off; never beyond the places. Raises NotNow."""
    current = locked(occurrence.pk)
    _still_open(current)
    if not member.is_active or member.is_suspended or not seers_of(current, [member]):
        raise NotNow(Refusal(_("%(name)s cannot come to this event.") % {"name": member.name}))
    row = Attendance.objects.filter(occurrence=current, member=member).first()
    row = row or Attendance(occurrence=current, member=member)
    if row.seated_at is not None:
        return
    free = free_places(current)
    if free is not None and free < 1:
        raise NotNow(Refusal(_("There is no free place. Offer more places first.")))
    row.says, row.guests, row.seated_at, row.passed_over_at = Says.GOING, 0, timezone.now(), None
    row.added_by, row.taken_off_at, row.taken_off_by, row.taken_off_why = by, None, None, ""
    row.save()
    record("event.added", actor=by, subject=current, member=member.pk)
    move_up(current)


def _still_open(occurrence: Occurrence) -> None:
    gone = occurrence.called_off_at is not None or occurrence.missed_at is not None
    if gone or occurrence.ends_at <= timezone.now():
        raise NotNow(Refusal(_("This event is over, or does not take place.")))


@transaction.atomic
def take_off(occurrence: Occurrence, member: Member, why: str, *, by: Member) -> None:
    """Take somebody off the list, with the reason they are told. Raises NotNow."""
    current = locked(occurrence.pk)
    _still_open(current)
    row = Attendance.objects.filter(occurrence=current, member=member, taken_off_at=None).first()
    if row is None:
        return
    row.says, row.guests, row.seated_at, row.came_at, row.came_by = Says.NO, 0, None, None, None
    row.taken_off_at, row.taken_off_by, row.taken_off_why = timezone.now(), by, why
    row.save()
    record("event.taken_off", actor=by, subject=current, member=member.pk)
    move_up(current)


@transaction.atomic
def check_in(occurrence: Occurrence, member: Member, *, by: Member) -> None:
    """They are there; said twice they came once. Also who waited for a place, and came. Raises NotNow."""
    row = _at_the_door(occurrence, member)
    if row.came_at is None:
        row.came_at, row.came_by = timezone.now(), by
        row.save(update_fields=["came_at", "came_by"])
        record("event.came", actor=by, subject=occurrence, member=member.pk)


@transaction.atomic
def check_out(occurrence: Occurrence, member: Member, *, by: Member) -> None:
    """They are not there after all. Raises NotNow."""
    row = _at_the_door(occurrence, member)
    if row.came_at is not None:
        row.came_at, row.came_by = None, None
        row.save(update_fields=["came_at", "came_by"])
        record("event.came_not", actor=by, subject=occurrence, member=member.pk)


def _at_the_door(occurrence: Occurrence, member: Member) -> Attendance:
    current, now = locked(occurrence.pk), timezone.now()
    if current.called_off_at is not None or current.missed_at is not None:
        raise NotNow(Refusal(_("This event does not take place.")))
    if now < current.starts_at - DOOR_OPENS:
        raise NotNow(Refusal(_("Who came can be said from one hour before it begins.")))
    if now > current.ends_at + DOOR_CLOSES:
        raise NotNow(Refusal(_("Who came can be said until a week after it.")))
    row: Attendance | None = Attendance.objects.filter(occurrence=current, member=member, taken_off_at=None).first()
    if row is None:
        raise NotNow(Refusal(_("%(name)s is not on the list.") % {"name": member.name}))
    return row


@transaction.atomic
def set_capacity(occurrence: Occurrence, capacity: int | None, *, by: Member) -> None:
    """Offer another number of places at this event; more let others move up, fewer take nobody's place away."""
    current = locked(occurrence.pk)
    _still_open(current)
    day, _new = EventDay.objects.get_or_create(occurrence=current)
    if day.has_own_capacity and day.capacity == capacity:
        return
    day.has_own_capacity, day.capacity = True, capacity
    day.save(update_fields=["has_own_capacity", "capacity"])
    record("event.capacity_set", actor=by, subject=current, capacity=capacity)
    move_up(locked(current.pk))


@transaction.atomic
def describe(occurrence: Occurrence, said: dict[str, str], *, by: Member) -> None:
    """Say what the host notes for this one, and what is left of it: the recording with words.

    Raises ChangedMeanwhile where something else stands there than what was read, if `said` tells that (`edition`).
    """
    current = locked(occurrence.pk)
    day, _new = EventDay.objects.get_or_create(occurrence=current)
    if said.get("edition", "") not in ("", day.words_edition):
        raise ChangedMeanwhile
    changed = [name for name in ("note", "recording_url", "recording_words") if getattr(day, name) != said[name]]
    for name in changed:
        setattr(day, name, said[name])
    if changed:
        day.save(update_fields=changed)
        record("event.described", actor=by, subject=current, fields=",".join(changed))


@transaction.atomic
def tell_all(occurrence: Occurrence, words: str, key: str, *, by: Member) -> None:
    """Write to everybody who has a place; sent twice it is sent once. Raises NotNow."""
    current = locked(occurrence.pk)
    if EventMessage.objects.filter(key=key).exists():
        return
    lately = EventMessage.objects.filter(occurrence=current, at__gt=timezone.now() - timedelta(days=1))
    if lately.count() >= MESSAGES_A_DAY:
        raise NotNow(Refusal(_("%(n)s messages a day are enough. Write again tomorrow.") % {"n": MESSAGES_A_DAY}))
    if not Attendance.objects.filter(occurrence=current).going().exists():
        raise NotNow(Refusal(_("Nobody goes yet who could read it.")))
    message = EventMessage.objects.create(occurrence=current, by=by, words=words, key=key)
    record("event.messaged", actor=by, subject=message)
