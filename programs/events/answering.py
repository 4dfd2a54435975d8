"""Answering to an event: going, maybe, no; with guests, with a waiting list, two hundred at once."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.following.silencing import blockers_of
from members.activity.log import record
from members.profiles.models import Member
from members.profiles.refusing import NotNow, Refusal, barred, check, moment_words
from members.segments.rules import WrongRule, matching
from programs.events.models import Attendance, Says, answers_end, plan_of
from programs.events.seating import cannot_come, free_places, locked, move_up, to_look_after

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from programs.series.occurrences import Occurrence


def may_answer(viewer: Viewer, occurrence: Occurrence) -> Refusal | None:
    """Say anything to it. At most two queries."""
    refusal = barred(viewer) or is_over(occurrence)
    if refusal is not None or not isinstance(viewer, Member):
        return refusal
    leads = occurrence.leads
    if leads is not None and not viewer.is_moderator and leads.pk in blockers_of(viewer):
        return Refusal(_("Who hosts this has blocked you, so you cannot come."))
    if not is_meant(viewer, occurrence):
        return Refusal(_("This event is meant for others this time."))
    return None


def is_over(occurrence: Occurrence) -> Refusal | None:
    """Why nobody can answer any more."""
    if occurrence.called_off_at is not None or occurrence.missed_at is not None:
        return Refusal(_("This event does not take place."))
    if occurrence.starts_at <= timezone.now():
        return Refusal(_("This event has begun. Answers cannot be changed any more."))
    return None


def is_meant(member: Member, occurrence: Occurrence) -> bool:
    """Whether it is for them, or they host it, or somebody put them on the list."""
    program = occurrence.program
    if program.audience is None or member.is_manager or member.pk in (occurrence.host_id, program.owner_id):
        return True
    added = Q(Exists(Attendance.objects.filter(occurrence=occurrence, member=OuterRef("pk"), added_by__isnull=False)))
    with suppress(WrongRule):  # of something that is gone
        added |= Q(pk__in=matching(program.audience.rule).values("pk"))
    return bool(Member.objects.get_queryset().filter(added, pk=member.pk).exists())


@transaction.atomic
def answer(occurrence: Occurrence, says: str, guests: int = 0, *, by: Member) -> Attendance:
    """Say whether one comes, and with how many guests. Pressed twice it is said once. Raises NotNow."""
    current = locked(occurrence.pk)
    check(may_answer(by, current))
    row = Attendance.objects.filter(occurrence=current, member=by).first()
    row = row or Attendance(occurrence=current, member=by, says="")
    if row.taken_off_at is not None:
        raise NotNow(Refusal(_("Who hosts this took you off the list: %(why)s") % {"why": row.taken_off_why}))
    guests = guests if says == Says.GOING else 0
    if (row.says, row.guests) == (says, guests):
        return row
    if says == Says.GOING:
        _want(row, current, guests)
    else:
        row.says, row.guests, row.seated_at, row.passed_over_at = says, 0, None, None
    row.save()
    record("event.answered", actor=by, subject=current, says=says, guests=guests)
    move_up(current, asking=by.pk)
    row.refresh_from_db()
    return row


def _want(row: Attendance, occurrence: Occurrence, guests: int) -> None:
    """Ask for places: kept where they are held, at the end of the line where not. Raises NotNow."""
    plan = plan_of(occurrence)
    if guests > plan.guests_most:
        words = ngettext("You can bring %(n)s guest.", "You can bring %(n)s guests.", plan.guests_most)
        raise NotNow(Refusal(words % {"n": plan.guests_most} if plan.guests_most else _("No guests this time.")))
    if row.says == Says.GOING and guests <= row.guests:
        row.guests, row.passed_over_at = guests, None
        return
    if answers_end(occurrence) <= timezone.now():
        day = moment_words(answers_end(occurrence))
        raise NotNow(Refusal(_("Places could be asked for until %(day)s.") % {"day": day}))
    free, held = free_places(occurrence), row.places if row.seated_at is not None else 0
    fits = free is None or 1 + guests - held <= free
    if not fits and row.seated_at is not None:
        raise NotNow(Refusal(_no_room_for(max(free or 0, 0))))
    if not fits and not plan.has_waiting_list:
        raise NotNow(Refusal(_("There is no room for so many any more.") if guests else _("This event is full.")))
    if row.says != Says.GOING:
        row.asked_at = timezone.now()
    row.says, row.guests, row.passed_over_at = Says.GOING, guests, None


def _no_room_for(free: int) -> str:
    if not free:
        return _("There is no room for more guests. You keep the places you have.")
    words = ngettext(
        "There is room for %(n)s more guest. You keep the places you have.",
        "There is room for %(n)s more guests. You keep the places you have.",
        free,
    )
    return words % {"n": free}


def look_after_places() -> int:
    """Free what is held by those who left or are suspended, and let others move up. Returns how many were freed.

    Whoever changes the number of places of a whole series need not lock all its events: this comes each minute.
    """
    return sum(_free(pk) for pk in to_look_after())


@transaction.atomic
def _free(pk: int) -> int:
    current = locked(pk)
    rows = Attendance.objects.filter(cannot_come(), occurrence=current).exclude(says=Says.NO)
    gone = list(rows.values_list("member_id", flat=True))
    Attendance.objects.filter(occurrence=current, member__in=gone).update(
        says=Says.NO, guests=0, seated_at=None, passed_over_at=None
    )
    for member in gone:
        record("event.place_freed", subject=current, member=member)
    move_up(current)
    return len(gone)
