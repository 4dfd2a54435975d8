"""From single things to mails: what happened in one thread within ten minutes becomes one mail to one member.

Nothing is mailed in a member's quiet hours, and at most three mails go to one member in any 24 hours. What was over
that comes together in the next mail there is, whatever threads it is about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from itertools import chain

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from members.notifications.batching import AT_ONCE, BATCHED, DAY, ROUNDS, UNDO, free_again, locked, other_mails_to
from members.notifications.models import Mail, MailItem
from members.notifications.notices import NOTICES
from members.notifications.quiet import quiet_until

BUDGET = 3
"""Mails a member gets in 24 hours. Letters about accounts never count: they stand in an outbox of their own."""


def gather() -> int:
    """Make mails of what has waited long enough. Returns how many."""
    made = 0
    for _round in range(ROUNDS):
        # What was left of another day leaves first: it has waited longest.
        left = list(MailItem.objects.over_budget().filter(wait_until__lte=timezone.now()).order_by("member_id")
                    .values_list("member_id", flat=True).distinct()[:AT_ONCE])  # fmt: skip
        made += sum(_gather_left(member_id) for member_id in left)
        ripe = _ripe()
        made += sum(_gather(member_id, thread_id) for member_id, thread_id in ripe)
        if max(len(left), len(ripe)) < AT_ONCE:
            break
    return made


def _ripe() -> list[tuple[int, int | None]]:
    """Members and threads whose oldest waiting thing is old enough."""
    firsts = MailItem.objects.fresh().values_list("member_id", "thread_id").annotate(first=Min("at"))
    ripe = firsts.filter(first__lte=timezone.now() - BATCHED).order_by("first")
    return list(ripe.values_list("member_id", "thread_id")[:AT_ONCE])


@transaction.atomic
def _gather(member_id: int, thread_id: int | None) -> bool:
    """One mail of what waits for one member about one thread; False if there is none to make."""
    member = locked(member_id)
    if member is None:
        return False
    old_enough = timezone.now() - UNDO
    waiting = MailItem.objects.fresh().filter(member=member_id)
    items = list(waiting.filter(thread_id=thread_id, at__lte=old_enough).order_by("at", "id"))
    if not items or items[0].at > timezone.now() - BATCHED:
        return False
    if morning := quiet_until(member):
        waiting.update(wait_until=morning)
        return False
    if free := mails_spent_until(member_id):
        MailItem.objects.filter(pk__in=[item.pk for item in items]).update(
            over_budget_at=timezone.now(), wait_until=free
        )
        return False
    _make(member_id, thread_id, items)
    return True


@transaction.atomic
def _gather_left(member_id: int) -> bool:
    """One mail of all that was over a member's budget; False if there is none to make."""
    member = locked(member_id)
    if member is None:
        return False
    left = MailItem.objects.over_budget().filter(member=member_id)
    items = list(left.order_by("at", "id"))
    if not items:
        return False
    if later := quiet_until(member) or mails_spent_until(member_id):
        left.update(wait_until=later)
        return False
    threads = {item.thread_id for item in items}
    _make(member_id, threads.pop() if len(threads) == 1 else None, items)
    return True


def mails_spent_until(member_id: int) -> datetime | None:
    """Until when the mails of a day are spent for a member; None if one more may leave now."""
    return mails_spent([member_id]).get(member_id)


def mails_spent(members: Collection[int]) -> dict[int, datetime]:
    """Until when the mails of a day are spent, for those of these members who may be sent none now.

    The one place that is asked, whatever is to be mailed. A query for each sort of mail that counts.
    """
    since, sent = timezone.now() - DAY, defaultdict[int, list[datetime]](list)
    mails = Mail.objects.counted(members).filter(created_at__gt=since).values_list("member", "created_at")
    for pk, moment in chain(mails, other_mails_to(members, since)):
        sent[pk].append(moment)
    return {pk: until for pk, moments in sent.items() if (until := free_again(moments, BUDGET))}


def _make(member_id: int, thread_id: int | None, items: list[MailItem]) -> None:
    settings = sorted({NOTICES[item.kind].setting for item in items if item.kind in NOTICES})
    mail = Mail.objects.create(
        key=f"n{items[0].pk}.m{member_id}", member_id=member_id, thread_id=thread_id, settings=settings
    )
    MailItem.objects.filter(pk__in=[item.pk for item in items]).update(mail=mail)
