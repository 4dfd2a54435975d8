"""Wanting the memo, or wanting none. A stop takes hold at once, also of a memo that is on its way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from members.activity.log import record
from metrics.memos.models import Memo, MemoChoice

if TYPE_CHECKING:
    from members.profiles.models import Member


def is_wanted(member: Member) -> bool:
    """Whether a member wants the memo: as they said; otherwise managers do, and others do not."""
    choice = MemoChoice.objects.filter(member=member).first()
    return choice.is_wanted if choice is not None else member.is_manager


def is_stopped(member: Member) -> bool:
    """The same, the other way round."""
    return not is_wanted(member)


@transaction.atomic
def want(member: Member) -> None:
    """The memo from now on. Nothing if it comes."""
    if _choose(member, is_wanted=True):
        record("memo.wanted", actor=member, subject=member)


@transaction.atomic
def stop(member: Member) -> None:
    """No more memos; one that waits to leave is dropped. Nothing if they were stopped."""
    if _choose(member, is_wanted=False):
        Memo.objects.open().filter(member=member).update(dropped_at=timezone.now(), dropped_why="stopped")
        record("memo.stopped", actor=member, subject=member)


def _choose(member: Member, *, is_wanted: bool) -> bool:
    """Whether that is something new."""
    choice, _new = MemoChoice.objects.get_or_create(member=member, defaults={"is_wanted": member.is_manager})
    rows = MemoChoice.objects.filter(pk=choice.pk).exclude(is_wanted=is_wanted)
    return bool(rows.update(is_wanted=is_wanted, chosen_at=timezone.now()))
