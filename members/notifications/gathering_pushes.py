"""From single things to pushes: what happened in one thread becomes one push, then none about it for ten minutes.

Nothing is pushed in a member's quiet hours, and at most five pushes go to one member in any 24 hours. What was over
that is counted in one push once there is one again, if it is still unseen then.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from members.notifications.batching import AT_ONCE, BATCHED, ROUNDS, UNDO, locked, spent_until
from members.notifications.models import Notification
from members.notifications.quiet import quiet_until
from members.push.models import Push, PushDevice, PushItem, PushSending

BUDGET = 5
"""Pushes a member gets in 24 hours, on all devices together."""


def gather() -> int:
    """Make pushes of what has waited long enough. Returns how many."""
    made = 0
    for _round in range(ROUNDS):
        left = PushItem.objects.over_budget().filter(wait_until__lte=timezone.now())
        members = list(left.order_by("member_id").values_list("member_id", flat=True).distinct()[:AT_ONCE])
        firsts = PushItem.objects.fresh().values_list("member_id", "thread_id").annotate(first=Min("at"))
        ripe = list(
            firsts.filter(first__lte=timezone.now() - UNDO)
            .order_by("first")
            .values_list("member_id", "thread_id")[:AT_ONCE]
        )
        made += sum(_gather_left(member_id) for member_id in members)
        made += sum(_gather(member_id, thread_id) for member_id, thread_id in ripe)
        if max(len(members), len(ripe)) < AT_ONCE:
            break
    return made


@transaction.atomic
def _gather(member_id: int, thread_id: int | None) -> bool:
    """One push of what waits for one member about one thread; False if there is none to make."""
    member = locked(member_id)
    if member is None:
        return False
    waiting = PushItem.objects.fresh().filter(member=member_id, thread_id=thread_id)
    items = _unseen(list(waiting.filter(at__lte=timezone.now() - UNDO).order_by("at", "id")))
    if not items:
        return False
    told = Push.objects.filter(member=member_id, thread_id=thread_id).order_by("-created_at").first()
    if told is not None and told.created_at > timezone.now() - BATCHED:
        waiting.update(wait_until=told.created_at + BATCHED)
        return False
    if morning := quiet_until(member):
        PushItem.objects.fresh().filter(member=member_id).update(wait_until=morning)
        return False
    if free := spent_until(Push.objects.filter(member=member_id), BUDGET):
        chosen = PushItem.objects.filter(pk__in=[item.pk for item in items])
        chosen.update(over_budget_at=timezone.now(), wait_until=free)
        return False
    return _make(member_id, thread_id, items)


@transaction.atomic
def _gather_left(member_id: int) -> bool:
    """One push of all that was over a member's budget and is still unseen; False if there is none to make."""
    member = locked(member_id)
    if member is None:
        return False
    left = PushItem.objects.over_budget().filter(member=member_id)
    items = _unseen(list(left.order_by("at", "id")))
    if not items:
        return False
    if later := quiet_until(member) or spent_until(Push.objects.filter(member=member_id), BUDGET):
        left.update(wait_until=later)
        return False
    threads = {item.thread_id for item in items}
    return _make(member_id, threads.pop() if len(threads) == 1 else None, items)


def _unseen(items: list[PushItem]) -> list[PushItem]:
    """Those not looked at in the app meanwhile; the others are let go of, and spend nothing."""
    rows = [item.notification_id for item in items if item.notification_id]
    waiting = set(Notification.objects.unseen().filter(pk__in=rows).values_list("pk", flat=True))
    gone = [item.pk for item in items if item.notification_id and item.notification_id not in waiting]
    PushItem.objects.filter(pk__in=gone).delete()
    return [item for item in items if item.pk not in set(gone)]


def _make(member_id: int, thread_id: int | None, items: list[PushItem]) -> bool:
    devices = list(PushDevice.objects.filter(member=member_id).values_list("pk", flat=True))
    chosen = PushItem.objects.filter(pk__in=[item.pk for item in items])
    if not devices:
        chosen.delete()
        return False
    push = Push.objects.create(member_id=member_id, thread_id=thread_id)
    chosen.update(push=push)
    PushSending.objects.bulk_create(
        [PushSending(key=f"p{push.pk}.d{device}", push=push, device_id=device) for device in devices]
    )
    return True
