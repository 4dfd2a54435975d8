"""Follow-ups: what was promised in an AMA is a task of the team, with who does it and by when."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import transaction

from members.activity.log import record
from members.duties.asking import ask_somebody
from members.duties.models import Duty
from members.duties.models import Kind as Kinds
from members.profiles.refusing import check
from programs.amas.models import AmaFollowUp, AmaQuestion
from programs.amas.permissions import may_lead
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
    duty = ask_somebody(Kinds.FOLLOW_UP, due=due, key=name, note=f"{current.name}: {words}"[:500], to=owner, by=by)
    made = AmaFollowUp.objects.create(occurrence=current, question=question, words=words, duty=duty, made_by=by)
    record("ama.followed_up", actor=by, subject=made, occurrence=current.pk)
    return made


@transaction.atomic
def tick(follow: AmaFollowUp, *, by: Member) -> None:
    """It is done. Raises NotNow."""
    current = Occurrence.objects.locked(follow.occurrence_id)
    if follow.duty.owner_id != by.pk:
        check(may_lead(by, current))
    follow.duty.finish(by=by)
