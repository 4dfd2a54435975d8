"""What participants say of a task and of the whole; until the report it can be changed, and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.activity.log import record
from members.profiles.refusing import check
from programs.pilots.joining import NoWords, locked, said
from programs.pilots.models import PilotAnswer, PilotTask
from programs.pilots.permissions import may_answer

if TYPE_CHECKING:
    from members.profiles.models import Member
    from programs.series.occurrences import Occurrence


@dataclass(frozen=True)
class Said:
    """What somebody says in the short form."""

    is_done: bool = True
    rating: int | None = None
    """1 to 5."""
    helped: str = ""
    hindered: str = ""
    words: str = ""
    may_quote: bool = False


def cleaned(typed: Said, task: PilotTask | None) -> Said:
    """As it is kept. Raises NoWords."""
    if typed.rating is None and task is None:
        raise NoWords(_("Say how it went, from 1 to 5."))
    if typed.rating is not None and not 1 <= typed.rating <= 5:
        raise NoWords(_("Say how it went, from 1 to 5."))
    could_not = "" if typed.is_done or task is None else _("Say in a sentence what was in the way.")
    return Said(
        typed.is_done or task is None, typed.rating, said(typed.helped), said(typed.hindered, could_not),
        said(typed.words), typed.may_quote,
    )  # fmt: skip


@transaction.atomic
def answer(
    occurrence: Occurrence, task: PilotTask | None, typed: Said, *, by: Member, is_tick: bool = False
) -> None:  # fmt: skip
    """Tick a task off, or say that it could not be done; of no task: how the whole went. Raises NotNow, NoWords.

    `is_tick`: it was one press in the list, which changes nothing of what was said before.
    """
    current, pilot, seat = locked(occurrence, by)
    check(may_answer(by, current, pilot, seat, task))
    typed = cleaned(typed, task)
    assert seat is not None
    found = PilotAnswer.objects.filter(seat=seat, task=task).first()
    if found is not None and is_tick:
        return
    row = found or PilotAnswer(seat=seat, task=task)
    names = ("is_done", "rating", "helped", "hindered", "words", "may_quote")
    if found is not None and all(getattr(found, name) == getattr(typed, name) for name in names):
        return
    for name in names:
        setattr(row, name, getattr(typed, name))
    row.at = timezone.now()
    row.save()
    if task is None:
        record("pilot.feedback_given", actor=by, subject=current)
    else:
        record("pilot.answered", actor=by, subject=task, occurrence=current.pk)


@transaction.atomic
def undo(occurrence: Occurrence, task: PilotTask, *, by: Member) -> None:
    """Take back what was said of a task. Raises NotNow."""
    current, pilot, seat = locked(occurrence, by)
    check(may_answer(by, current, pilot, seat, task))
    gone, _each = PilotAnswer.objects.filter(seat=seat, task=task).delete()
    if gone:
        record("pilot.answer_undone", actor=by, subject=task, occurrence=current.pk)
