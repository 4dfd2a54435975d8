"""What becomes of an idea: a status with its reason, and who is responsible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from community.following.hearing import followers_of_thread
from community.ideas.models import StatusChange, Vote
from community.spaces.permissions import leads
from community.threads.locking import locked
from community.threads.planning import Status
from members.activity.log import record

if TYPE_CHECKING:
    from community.threads.models import Thread
    from config.lib.audience import Viewer
    from members.profiles.models import Member


def may_steer(viewer: Viewer, thread: Thread) -> bool:
    """Decide about an idea: whoever looks after its space, while it stands for itself."""
    return thread.kind == "idea" and not (thread.deleted_at or thread.duplicate_of_id) and leads(viewer, thread.space)


@transaction.atomic
def steer(thread: Thread, status: str, *, by: Member, reason: str) -> StatusChange | None:
    """Give an idea another status and say why; None when it has this one already. Raises ValueError without reason."""
    if status not in Status.values or not reason.strip():
        raise ValueError("a known status and a reason")
    current = locked([thread.pk])[thread.pk]
    if current.status == status or current.kind != "idea":
        return None
    change = StatusChange.objects.create(
        thread=current, before=current.status, status=status, reason=reason.strip(), by=by,
        after_number=current.posts_count,
    )  # fmt: skip
    current.status, current.status_at = status, timezone.now()
    current.save(update_fields=["status", "status_at"])
    record("idea.status_changed", actor=by, subject=change, thread=current.pk, before=change.before, status=status)
    thread.status, thread.status_at = current.status, current.status_at
    return change


@transaction.atomic
def make_responsible(thread: Thread, member: Member | None, *, by: Member) -> None:
    """Let a member look after the idea, or (None) nobody."""
    current = locked([thread.pk])[thread.pk]
    if current.kind == "idea" and current.responsible_id != (member.pk if member else None):
        current.responsible = member
        current.save(update_fields=["responsible"])
        record("idea.given_to", actor=by, subject=current, member=member.pk if member else None)
    thread.responsible = member


def concerned(thread: Thread) -> set[int]:
    """Who is told of what becomes of an idea: who voted, who follows, who had it, who is responsible."""
    voters = Vote.objects.filter(thread=thread).values_list("member_id", flat=True)
    own = {pk for pk in (thread.author_id, thread.responsible_id) if pk}
    return {*voters, *followers_of_thread(thread), *own}
