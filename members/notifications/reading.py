"""Seen and read: what was looked at no longer counts, and is not mailed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models.functions import Coalesce, Now

from members.notifications.models import Notification
from members.notifications.telling import count_changed

if TYPE_CHECKING:
    from collections.abc import Collection

    from members.profiles.models import Member


def mark_read(
    member: Member, thread_id: int, *, up_to: int | None = None, unread: Collection[int] | None = None
) -> int:
    """The member has read a thread, up to the post with this id (all of it if None). Returns how many rows changed.

    Where posts came from elsewhere, ids do not tell the order: `unread` names those that were not read.
    """
    rows = Notification.objects.filter(member=member, thread_id=thread_id, read_at=None)
    if up_to is not None:
        # Post ids grow within a thread: a row is read when nothing in it is newer.
        read = [pk for pk, subjects in rows.values_list("pk", "subjects") if max(subjects) <= up_to]
        if not read:
            return 0
        rows = rows.filter(pk__in=read)
    if unread:
        rows = rows.exclude(subjects__overlap=list(unread))
    changed: int = rows.update(read_at=Now(), seen_at=Coalesce("seen_at", Now()))
    if changed:
        count_changed([member.pk])
    return changed


def mark_all_seen(member: Member) -> int:
    """Nothing counts as new any more. Returns how many rows changed."""
    changed: int = Notification.objects.filter(member=member, seen_at=None).update(seen_at=Now())
    if changed:
        count_changed([member.pk])
    return changed
