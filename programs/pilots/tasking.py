"""Tasks of a pilot: written, changed and taken away by managers; what was answered cannot be taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.activity.log import record
from members.profiles.refusing import NotNow, Refusal, check
from programs.pilots.models import TASKS_MOST, Pilot, PilotTask
from programs.pilots.permissions import may_manage
from programs.pilots.phases import Phase, days_of, phase_of
from programs.series.occurrences import Occurrence
from programs.series.overtaken import ChangedMeanwhile
from programs.series.steps import set_steps

if TYPE_CHECKING:
    from members.profiles.models import Member


def _locked(occurrence_id: int, by: Member) -> Occurrence:
    check(may_manage(by))
    current = Occurrence.objects.locked(occurrence_id)
    phase = phase_of(current, Pilot.objects.filter(occurrence=current).first())
    if phase not in (Phase.INVITING, Phase.RUNNING):
        raise NotNow(Refusal(_("This pilot is over, so its tasks stand.")))
    return current


def _check_day(occurrence: Occurrence, day: int) -> None:
    most = days_of(occurrence)
    if not 1 <= day <= most:
        words = ngettext("The pilot has %(n)d day.", "The pilot has %(n)d days. Choose one of them.", most)
        raise NotNow(Refusal(words % {"n": most}))


@transaction.atomic
def add_task(occurrence: Occurrence, day: int, title: str, words: str, *, by: Member) -> None:
    """Ask for one more thing. Said twice it is there once. Raises NotNow."""
    current = _locked(occurrence.pk, by)
    _check_day(current, day)
    tasks = PilotTask.objects.filter(occurrence=current)
    if tasks.filter(day=day, title=title, words=words).exists():
        return
    if tasks.count() >= TASKS_MOST:
        raise NotNow(Refusal(_("Sixty tasks are enough for one pilot.")))
    task = tasks.create(occurrence=current, day=day, title=title, words=words)
    set_steps([current])
    record("pilot.task_added", actor=by, subject=task, occurrence=current.pk)


@transaction.atomic
def change_task(task: PilotTask, day: int, title: str, words: str, *, by: Member, read_as: str = "") -> None:
    """Say it in other words, or for another day. Raises NotNow, ChangedMeanwhile."""
    current = _locked(task.occurrence_id, by)
    _check_day(current, day)
    now = PilotTask.objects.select_for_update().filter(pk=task.pk).first()
    if now is None:
        raise NotNow(Refusal(_("Somebody took this task away.")))
    if (now.day, now.title, now.words) == (day, title, words):
        return
    if read_as not in ("", now.edition):
        raise ChangedMeanwhile
    now.day, now.title, now.words = day, title, words
    now.save(update_fields=["day", "title", "words"])
    set_steps([current])
    record("pilot.task_changed", actor=by, subject=now, occurrence=current.pk)


@transaction.atomic
def remove_task(task: PilotTask, *, by: Member) -> None:
    """Ask for it no more, as long as nobody said anything of it. Raises NotNow."""
    current = _locked(task.occurrence_id, by)
    now = PilotTask.objects.select_for_update().filter(pk=task.pk).first()
    if now is None:
        return
    if now.answers.exists():
        raise NotNow(Refusal(_("Somebody said something of this task, so it stays.")))
    record("pilot.task_removed", actor=by, subject=now, occurrence=current.pk)
    now.delete()
