"""Copying last quarter: what happened then once more, thirteen weeks later on the same day of the week, as drafts."""

from __future__ import annotations

from collections.abc import Collection
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from programs.calendar.plans import Planned, make, with_what_stands
from programs.calendar.settings import CalendarSettings
from programs.calendar.weeks import WEEKS, begins, first_of_quarter
from programs.series.checking import CheckItem
from programs.series.hosting import Turn, may_host
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.recurring import LAST_YEAR, read

if TYPE_CHECKING:
    from members.profiles.models import Member

LATER = timedelta(weeks=WEEKS)


@dataclass(frozen=True)
class Copied:
    """A program of last quarter, and the one that would be made of it."""

    original: Program
    planned: Planned


def last_quarter(today: date) -> tuple[date, date]:
    """Its first day, and the first day of this one."""
    return first_of_quarter(today, -1), first_of_quarter(today)


def copies(viewer: Member, *, today: date) -> list[Copied]:
    """What can be copied: what happened last quarter and does not go on by itself. Three queries."""
    first, end = last_quarter(today)
    then = Occurrence.objects.between(begins(first), begins(end)).filter(called_off_at=None)
    ahead = Occurrence.objects.to_come().values("program")
    rows = Program.objects.visible_to(viewer).planned().filter(pk__in=then.order_by().values("program"))
    originals = list(rows.exclude(pk__in=ahead).select_related("owner", "space", "audience"))
    days = dict(then.order_by("-starts_at", "-pk").values_list("program_id", "day"))  # the first one of each stays
    made = {one.pk: _again(one, days[one.pk], viewer) for one in originals}
    planned = {id(one.program): one for one in with_what_stands(made.values())}
    found = [Copied(one, planned[id(made[one.pk])]) for one in originals]
    return sorted(found, key=lambda one: (one.planned.program.begins, one.planned.program.title))


def _again(original: Program, day: date, by: Member) -> Program:
    """The same as a draft that begins so much after its first day of last quarter."""
    new = copy(original)
    new._state = copy(original._state)
    new.pk, new._state.adding = None, True
    new.begins, new.rule = day + LATER, _shifted_end(original.rule)
    new.made_at, new.made_by = timezone.now(), by
    new.planned_at, new.planned_by, new.ended_at, new.ended_by = None, None, None, None
    new.laid_out_until, new.submission = None, ""
    # It goes on with what the first one was: one bank of texts for both, in which nothing comes again too soon.
    new.continues = original
    return new


def _shifted_end(rule: str) -> str:
    """A rule whose last day, if it says one, comes so much later; one that is counted is counted anew."""
    parts = read(rule) if rule else {}
    if (ends := parts.get("UNTIL")) and int(ends[:4]) < LAST_YEAR:
        parts["UNTIL"] = f"{datetime.strptime(ends[:8], '%Y%m%d').replace(tzinfo=UTC) + LATER:%Y%m%d}"
    return ";".join(f"{name}={value}" for name, value in parts.items())


@transaction.atomic
def copy_chosen(numbers: Collection[int], *, by: Member, today: date) -> int:
    """Make the drafts of the chosen ones; what stands already is not made again. Returns how many."""
    CalendarSettings.locked()
    chosen = [one for one in copies(by, today=today) if one.original.pk in numbers and not one.planned.stands_already]
    made = make([one.planned.program for one in chosen], by=by, plan="last-quarter")
    for one in chosen:
        _copy_details(one.original, one.planned.program, by)
        _copy_rota(one.original, one.planned.program)
        _copy_checklist(one.original, one.planned.program)
    return made


def _copy_rota(original: Program, new: Program) -> None:
    """Those who host in turn, in their order, as far as they may host today."""
    turns = list(original.turns.order_by("place").select_related("member"))
    there = may_host([turn.member for turn in turns], new)
    hosts = [turn.member for turn in turns if turn.member_id in there]
    Turn.objects.bulk_create(Turn(program=new, member=one, place=place) for place, one in enumerate(hosts))


def _copy_checklist(original: Program, new: Program) -> None:
    """What has to be ready, with nothing ticked off."""
    items = original.check_items.filter(retired_at=None).order_by("place", "pk")
    CheckItem.objects.bulk_create(
        CheckItem(program=new, words=item.words, days_before=item.days_before, place=place)
        for place, item in enumerate(items)
    )


def _copy_details(original: Program, new: Program, by: Member) -> None:
    """What its kind asks beside what all programs say, where that can be said again as it stands."""
    details = new.kind.details
    if details is None:
        return
    form = details(details.said(original))
    if form.is_valid():
        form.save(new, by=by)
