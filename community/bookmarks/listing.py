"""Sets of bookmarks and reminders: whose they are, and what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

if TYPE_CHECKING:
    from community.bookmarks.models import Bookmark, Reminder
    from config.lib.audience import Viewer


class BookmarkQuerySet(models.QuerySet["Bookmark"]):
    """Sets of bookmarks."""

    def visible_to(self, viewer: Viewer) -> BookmarkQuerySet:
        """One's own, and nobody else's, whatever somebody's role is."""
        return self.filter(member=viewer, removed_at=None) if viewer.is_authenticated else self.none()

    def shown_as(self, show: str) -> BookmarkQuerySet:
        """Of these the threads, the replies, or those with a reminder that waits; all for any other word."""
        if show == "threads":
            return self.filter(post__number=1)
        if show == "replies":
            return self.filter(post__number__gt=1)
        return self.filter(reminders__done_at=None, reminders__isnull=False) if show == "reminders" else self


class ReminderQuerySet(models.QuerySet["Reminder"]):
    """Sets of reminders."""

    def due(self) -> ReminderQuerySet:
        """Those whose time has come, the longest overdue first; of bookmarks that were removed, none."""
        now = timezone.now()
        return self.filter(done_at=None, at__lte=now, bookmark__removed_at=None).order_by("at", "pk")

    def with_answered(self) -> ReminderQuerySet:
        """With whether somebody else has written since, or an answer was accepted, where the post now stands."""
        from community.posts.models import Post
        from community.threads.models import Thread

        thread, since = OuterRef("bookmark__post__thread"), OuterRef("asked_at")
        seen = Post.objects.filter(thread=thread, created_at__gt=since, deleted_at=None, hidden_at=None, held_at=None)
        others = seen.filter(~Q(author=OuterRef("bookmark__member")) | Q(author=None))
        accepted = Thread.objects.filter(pk=thread, answer__isnull=False, answered_at__gt=since)
        return self.annotate(answered=Exists(others) | Exists(accepted))


def kept_whole(viewer: Viewer) -> dict[str, Any]:
    """For the page of a thread: the post by which it is kept as a whole, and the viewer's bookmark of it."""
    from community.bookmarks.models import Bookmark
    from community.posts.models import Post

    if not viewer.is_authenticated:
        return {}
    first = Post.objects.filter(thread=OuterRef("pk"), number=1).values("pk")
    kept = Bookmark.objects.visible_to(viewer).filter(post__thread=OuterRef("pk"), post__number=1).values("pk")
    return {"first_pk": Subquery(first[:1]), "saved": Subquery(kept[:1])}
