"""Extra dates: one more occurrence of a series beside its rule, added by hand and taken away again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from members.activity.log import record
from members.profiles.refusing import NotNow, Refusal
from programs.series.laying import AHEAD
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.recurring import moment
from programs.series.steps import Step, set_steps
from programs.series.telling import counting_on

if TYPE_CHECKING:
    from datetime import date, time

    from members.profiles.models import Member

SHORT = timedelta(days=1)
"""What goes on for so long or longer may overlap with the one before: a weekly thread stands all week."""
MOST = 100
"""Extra dates of one program to come."""


@transaction.atomic
def add_date(program: Program, day: date, at: time, *, host: Member | None, by: Member) -> Occurrence:
    """One more date, as long as the others; sent twice it is there once. Raises NotNow."""
    current = Program.objects.select_for_update(no_key=True).get(pk=program.pk)
    starts_at = moment(day, at, current.zone)
    again: Occurrence | None = current.occurrences.filter(added_at__isnull=False, day=day, starts_at=starts_at).first()
    if again is not None and again.is_to_come:
        return again
    _check(current, day, starts_at)
    now = timezone.now()
    added: Occurrence = Occurrence.objects.create(
        program=current, day=day, starts_at=starts_at, ends_at=starts_at + current.lasts, added_at=now, added_by=by,
        host=host, host_by_hand_at=now if host is not None else None,
    )  # fmt: skip
    set_steps([added])
    record("occurrence.added", actor=by, subject=added, program=current.pk)
    if host is not None:
        record("occurrence.host_set", actor=by, subject=added, host=host.pk)
    return added


def _check(program: Program, day: date, starts_at: datetime) -> None:
    """A moment to come of a series that goes on, at which it does not happen anyway. Raises NotNow."""
    if program.planned_at is None:
        raise NotNow(Refusal(_("This is a draft. Plan it first.")))
    if program.ended_at is not None:
        raise NotNow(Refusal(_("This series has ended, so it has no more dates.")))
    if starts_at <= timezone.now():
        raise NotNow(Refusal(_("This moment is over. Choose one to come.")))
    if day > timezone.localdate() + AHEAD:
        raise NotNow(Refusal(_("Choose a day within the next two years.")))
    if program.occurrences.to_come().filter(added_at__isnull=False).count() >= MOST:
        raise NotNow(Refusal(_("There are a hundred extra dates to come. Take one away first.")))
    clash = _clash(program, day, starts_at)
    if clash is not None:
        when = formats.date_format(timezone.localtime(clash.starts_at), "DATETIME_FORMAT")
        words = _("It was to be on that day, and was called off: %(when)s. Put it back on its page.")
        if clash.called_off_at is None:
            words = _("The series has a date there already: %(when)s. Choose another day.")
        raise NotNow(Refusal(words % {"when": when}))


def _clash(program: Program, day: date, starts_at: datetime) -> Occurrence | None:
    """What the series, with what it continues, has on that day already, or at the same time."""
    first = datetime.combine(day, datetime.min.time(), ZoneInfo(program.zone))
    there = Q(starts_at__gte=first, starts_at__lt=first + timedelta(days=1), called_off_at=None)
    if program.lasts < SHORT:
        there |= Q(starts_at__lt=starts_at + program.lasts, ends_at__gt=starts_at, called_off_at=None, missed_at=None)
    rows = Occurrence.objects.filter(Q(program=program, day=day) | Q(there, program__in=program.chain))
    found: Occurrence | None = rows.order_by("starts_at", "pk").first()
    return found


@transaction.atomic
def take_away(occurrence: Occurrence, *, by: Member) -> bool:
    """It is not added after all: gone, or called off where somebody counts on it. Returns whether it is gone.

    Raises NotNow.
    """
    program = Program.objects.select_for_update(no_key=True).get(pk=occurrence.program_id)
    current = Occurrence.objects.select_for_update(no_key=True).filter(pk=occurrence.pk).first()
    if current is None:
        return True
    if current.added_at is None:
        raise NotNow(Refusal(_("This date comes from the rule. Call it off on its page.")))
    if current.opened_at is not None or current.missed_at is not None or current.starts_at <= timezone.now():
        raise NotNow(Refusal(_("This date has begun, so it stays.")))
    is_known = current.host_id is not None or bool(counting_on([current]))
    if is_known or Step.objects.filter(occurrence=current, done_at__isnull=False).exists():
        current.call_off(by=by)
        return False
    record("occurrence.taken_away", actor=by, subject=program, day=current.day.isoformat())
    current.delete()
    return True
