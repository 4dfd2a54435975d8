"""Bookmarks: posts somebody wants to find again, for their own eyes; with a note, and a reminder if they like."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from community.bookmarks.listing import BookmarkQuerySet, ReminderQuerySet
from community.bookmarks.noting import Notable
from community.bookmarks.removing import Removable
from community.posts.models import Post
from members.profiles.models import Member


class Bookmark(Notable, Removable, models.Model):
    """A post that a member keeps; a thread is kept by its first post. Nobody but that member ever sees it."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="bookmarks", db_index=False)
    # The post goes its own way, into another thread too; if it goes altogether, the note stays.
    post = models.ForeignKey(Post, on_delete=models.SET_NULL, null=True, related_name="bookmarks")
    kept_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[Any] = BookmarkQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "post"], name="bookmark_once")]
        indexes = [
            models.Index(fields=["member", "-kept_at", "-id"], condition=Q(removed_at=None), name="bookmark_latest"),
            models.Index(fields=["removed_at"], condition=Q(removed_at__isnull=False), name="bookmark_removed"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} keeps {self.post_id}"


class Reminder(models.Model):
    """A moment at which somebody wants to think of a bookmark; each comes once, or stays silent, and is then done."""

    bookmark = models.ForeignKey(Bookmark, on_delete=models.CASCADE, related_name="reminders")
    at = models.DateTimeField()
    if_unanswered = models.BooleanField(default=False)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    """Only what was written after this is an answer that silences it."""
    done_at = models.DateTimeField(null=True, editable=False)
    told = models.BooleanField(default=False, editable=False)
    """Whether the member was told; a reminder that was done without it fell silent."""

    objects: ClassVar[Any] = ReminderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bookmark"], condition=Q(done_at=None), name="reminder_one_waits"),
            models.CheckConstraint(condition=Q(told=False) | Q(done_at__isnull=False), name="reminder_told_is_done"),
        ]
        indexes = [models.Index(fields=["at"], condition=Q(done_at=None), name="reminder_waits")]

    def __str__(self) -> str:
        return f"{self.bookmark_id} at {self.at:%Y-%m-%d %H:%M}"
