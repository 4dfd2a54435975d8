"""From single things to mails: what happened in one thread within ten minutes becomes one mail to one member."""

from __future__ import annotations

from datetime import timedelta

from django.db import models, transaction
from django.db.models import Min
from django.utils import timezone

from members.notifications.models import Mail, MailItem
from members.notifications.notices import NOTICES
from members.profiles.models import Member

BATCHED = timedelta(minutes=10)
UNDO = timedelta(seconds=60)
"""What is younger stays back for the next mail, so that undoing and quick edits are real."""
BUDGET = 3
"""Mails a member gets in 24 hours; the rest waits in the inbox."""
AT_ONCE, ROUNDS = 500, 20


def gather() -> int:
    """Make mails of what has waited long enough. Returns how many."""
    made = 0
    for _round in range(ROUNDS):
        ripe = list(
            _waiting()
            .values("member_id", "thread_id")
            .annotate(first=Min("at"))
            .filter(first__lte=timezone.now() - BATCHED)
            .order_by("first")[:AT_ONCE]
        )
        made += sum(_gather(row["member_id"], row["thread_id"]) for row in ripe)
        if len(ripe) < AT_ONCE:
            break
    return made


def _waiting() -> models.QuerySet[MailItem]:
    return MailItem.objects.filter(mail=None, over_budget_at=None)


@transaction.atomic
def _gather(member_id: int, thread_id: int | None) -> bool:
    """One mail of what waits for one member about one thread; False if there is none to make."""
    # One gatherer at a time for each member: the budget is counted under this lock.
    if not Member.objects.get_queryset().select_for_update(no_key=True, skip_locked=True).filter(pk=member_id).exists():
        return False
    old_enough = timezone.now() - UNDO
    items = list(_waiting().filter(member=member_id, thread_id=thread_id, at__lte=old_enough).order_by("at", "id"))
    if not items or items[0].at > timezone.now() - BATCHED:
        return False
    chosen = MailItem.objects.filter(pk__in=[item.pk for item in items])
    if Mail.objects.filter(member=member_id).spent_since(timezone.now() - timedelta(days=1)).count() >= BUDGET:
        chosen.update(over_budget_at=timezone.now())
        return False
    settings = sorted({NOTICES[item.kind].setting for item in items if item.kind in NOTICES})
    mail = Mail.objects.create(
        key=f"n{items[0].pk}.m{member_id}", member_id=member_id, thread_id=thread_id, settings=settings
    )
    chosen.update(mail=mail)
    return True
