"""How far somebody has read: moved forward by reading, back by "mark unread"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone

from community.following.models import Reading
from members.notifications.reading import mark_read

if TYPE_CHECKING:
    from community.threads.models import Thread
    from config.lib.audience import Viewer
    from members.profiles.models import Member


def last_read(viewer: Viewer, thread: Thread) -> int:
    """The highest post number the viewer has read in this thread; 0 if none."""
    if not viewer.is_authenticated:
        return 0
    found = Reading.objects.filter(member=viewer, thread=thread).values_list("last_number", flat=True).first()
    return found or 0


def read_to(member: Member, thread: Thread, number: int) -> None:
    """Remember that the member has read up to `number`, never backwards; notifications up to there are read too."""
    number = min(number, thread.posts_count)
    if number < 1:
        return
    if thread.moved_out and not thread.posts.filter(number__gt=number).exists():
        number = thread.posts_count  # what stood behind it went to another thread
    Reading.objects.bulk_create(
        [Reading(member=member, thread=thread, last_number=number, read_at=timezone.now())], ignore_conflicts=True
    )
    Reading.objects.filter(member=member, thread=thread, last_number__lt=number).update(
        last_number=Greatest(F("last_number"), number), read_at=timezone.now()
    )
    if thread.moved_in:
        mark_read(member, thread.pk, unread=set(thread.posts.filter(number__gt=number).values_list("pk", flat=True)))
        return
    last_post = thread.posts.filter(number__lte=number).order_by("-number").values_list("pk", flat=True).first()
    if last_post:
        mark_read(member, thread.pk, up_to=last_post)


def wrote(member: Member, thread: Thread, number: int) -> None:
    """One's own post is no news: who had read everything before it has read it too. One query."""
    Reading.objects.filter(member=member, thread=thread, last_number=number - 1).update(
        last_number=number, read_at=timezone.now()
    )


def unread_from(member: Member, thread: Thread, number: int) -> None:
    """Mark post `number` and all after it as not read."""
    Reading.objects.update_or_create(
        member=member, thread=thread, defaults={"last_number": max(0, number - 1), "read_at": timezone.now()}
    )
