"""Asking somebody: what makes a task, by hand and by code, once for each key."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from members.activity.log import record
from members.duties.matters import THREAD
from members.duties.models import WITHIN, Duty, Kind
from members.profiles.models import Member

if TYPE_CHECKING:
    from django.db.models import Model


@transaction.atomic
def ask_somebody(
    kind: str, about: Model | None = None, due: datetime | None = None, *,
    key: str, note: str = "", to: Member | None = None, by: Member | None = None,
) -> Duty:  # fmt: skip
    """Make the task of this key, for the team or (`to`) for a person; the same task again if there is one.

    `about` is a member, a thread or nothing; `due` is by default as far away as is usual for the kind.
    Raises ValueError for an unknown kind or no key, TypeError for anything else to be about, CannotOwn for `to`.
    """
    if not key:
        raise ValueError("A task needs a key, so that it is asked for once.")
    wanted = Kind(kind)
    given = {
        "kind": wanted,
        "note": note,
        "due_at": due or timezone.now() + WITHIN[wanted],
        "asked_by": by,
        **_about(about),
    }
    duty, is_new = Duty.objects.get_or_create(key=key, defaults=given)
    if is_new:
        record("duty.asked", actor=by, subject=duty, kind=str(wanted))
        if to is not None:
            duty.give(to, by=by)
    found: Duty = duty
    return found


def _about(about: Model | None) -> dict[str, object]:
    if about is None:
        return {}
    if isinstance(about, Member):
        return {"member": about}
    if about._meta.label_lower == THREAD:
        return {"thread_id": about.pk}
    raise TypeError(f"A task is about a member or a thread, not about {about!r}.")
