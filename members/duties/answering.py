"""A question that somebody owns until it is answered: it closes itself, and comes back from those who are silent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from members.activity.log import record
from members.duties.models import WITHIN, Duty, Kind
from members.profiles.models import Member
from members.profiles.roles import Role

SILENT = timedelta(hours=24)
BATCH = 100


def answered(thread_id: int, post_id: int) -> None:
    """The question has an accepted answer: nobody needs to answer it any more."""
    for duty in Duty.objects.open().filter(kind=Kind.ANSWER, thread_id=thread_id):
        duty.finish(by=None, settled_by=post_id)


def replied(thread_id: int, member_id: int, post_id: int) -> None:
    """Somebody wrote in the thread: their own tasks to answer there are done."""
    for duty in Duty.objects.open().filter(kind=Kind.ANSWER, thread_id=thread_id, owner=member_id):
        duty.finish(by=duty.owner, settled_by=post_id)


def unsettled(post_id: int, otherwise: Callable[[Duty], int | None]) -> None:
    """A post answers nothing any more: what it settled waits again, unless it is settled `otherwise`, by which post.

    What somebody called done by hand stays done.
    """
    for duty in Duty.objects.done().filter(settled_by=post_id).select_related("owner"):
        if other := otherwise(duty):
            duty.settle_otherwise(other)
        else:
            duty.reopen(by=None, due=timezone.now() + WITHIN[Kind.ANSWER])


def give_back_all(member: Member) -> None:
    """Nothing stays with somebody who is not of the team any more, or cannot come in."""
    for duty in Duty.objects.of(member):
        duty.give_back(by=None)


@transaction.atomic
def return_next(most: int = BATCH) -> int:
    """Give back what its owner is silent about, or cannot do any more; returns how many, at most `most`.

    Two workers at once take different ones.
    """
    now = timezone.now()
    gone = ~Q(owner__is_active=True) | Q(owner__role=Role.MEMBER) | Q(owner__suspended_until__gt=now)
    silent = Q(kind=Kind.ANSWER, owned_since__lte=now - SILENT)
    owned = Duty.objects.open().filter(owner__isnull=False).filter(gone | silent)
    duties = list(owned.select_for_update(of=("self",), skip_locked=True).order_by("pk")[:most])
    for duty in duties:
        before, duty.owner, duty.owned_since = duty.owner_id, None, None
        duty.save(update_fields=["owner", "owned_since"])
        record("duty.came_back", subject=duty, member=before)
    return len(duties)
