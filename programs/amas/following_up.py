"""Follow-ups: what was promised in an AMA is a task of the team, with who does it and by when."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from members.activity.log import record
from members.duties.asking import ask_somebody
from members.duties.models import NOTE_LENGTH, Duty
from members.duties.models import Kind as Kinds
from members.duties.owning import CannotOwn
from members.profiles.refusing import check
from programs.amas.addresses import console_of
from programs.amas.models import AmaFollowUp, AmaQuestion
from programs.amas.permissions import may_lead
from programs.series.naming import for_the_team, is_behind_a_door
from programs.series.occurrences import Occurrence

if TYPE_CHECKING:
    from datetime import datetime

    from members.profiles.models import Member


@transaction.atomic
def follow_up(
    occurrence: Occurrence, *, by: Member, words: str, owner: Member, due: datetime,
    question: AmaQuestion | None = None, key: str = "",
) -> AmaFollowUp:  # fmt: skip
    """Promise something, and give it to somebody; sent twice it is one task. Raises NotNow, CannotOwn."""
    current = Occurrence.objects.locked(occurrence.pk)
    check(may_lead(by, current))
    name = f"ama:{current.pk}:{by.pk}:{(key or uuid.uuid4().hex)[:64]}"
    known = Duty.objects.filter(key=name).first()
    if known is not None:
        found: AmaFollowUp = AmaFollowUp.objects.get(duty=known)
        return found
    duty = ask_somebody(Kinds.FOLLOW_UP, due=due, key=name, note=_note(current, words, owner), to=owner, by=by)
    made = AmaFollowUp.objects.create(occurrence=current, question=question, words=words, duty=duty, made_by=by)
    record("ama.followed_up", actor=by, subject=made, occurrence=current.pk)
    return made


def _note(occurrence: Occurrence, words: str, owner: Member) -> str:
    """What the whole team reads of it: from behind a door only where its owner finds the words. Raises CannotOwn."""
    name = for_the_team(occurrence.program, occurrence.name)
    if not is_behind_a_door(occurrence.program):
        return f"{name}: {words}"[:NOTE_LENGTH]
    if may_lead(owner, occurrence) is not None:
        raise CannotOwn(_("This AMA is in a private space. Give it to somebody who hosts it, or to a manager."))
    return f"{name}: {settings.PUBLIC_URL}{console_of(occurrence)}"


@transaction.atomic
def tick(follow: AmaFollowUp, *, by: Member) -> None:
    """It is done. Raises NotNow."""
    current = Occurrence.objects.locked(follow.occurrence_id)
    if follow.duty.owner_id != by.pk:
        check(may_lead(by, current))
    follow.duty.finish(by=by)
