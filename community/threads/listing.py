"""Sets of threads: who may see them, and how lists read them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from community.spaces.seeing import hosted_space_ids, visible_space_ids

if TYPE_CHECKING:
    from community.threads.models import Thread
    from config.lib.audience import Viewer
    from members.profiles.models import Member


class ThreadQuerySet(models.QuerySet["Thread"]):
    """Sets of threads."""

    def visible_to(self, viewer: Viewer) -> ThreadQuerySet:
        """Threads in spaces the viewer sees; deleted ones for the team of the space (and the author) only.

        One that was merged into another is not there any more; its address leads on. One whose first post waits for a
        moderator is there for its author and the team alone.
        """
        seen = self.filter(space_id__in=visible_space_ids(viewer), merged_at=None)
        if not viewer.is_authenticated or viewer.is_suspended:
            return seen.filter(deleted_at=None, held_at=None)
        if viewer.is_moderator:
            return seen
        return seen.filter(
            Q(held_at=None) | Q(author=viewer),
            Q(deleted_at=None) | Q(deleted_by=viewer, author=viewer) | Q(space_id__in=hosted_space_ids(viewer)),
        )

    def listed(self) -> ThreadQuerySet:
        """Those that lists show: not deleted, not archived, not waiting for a moderator."""
        return self.filter(deleted_at=None, archived_at=None, held_at=None)

    def heard_by(self, viewer: Viewer) -> ThreadQuerySet:
        """Without those of people the viewer muted or blocked; what is announced to everybody stays."""
        from community.following.models import Silence

        if not viewer.is_authenticated:
            return self
        silences = Silence.objects.filter(member=viewer, other=OuterRef("author"))
        return self.exclude(Exists(silences), ~Q(kind="announcement"), pinned_everywhere=False)

    def wanted_by(self, member: Member) -> ThreadQuerySet:
        """For lists that are made for one member: without what they want to hear nothing of."""
        from community.following.models import Follow, Level

        nothing = Follow.objects.filter(member=member, level=Level.NOTHING)
        named = Q(thread=OuterRef("pk")) | Q(space=OuterRef("space")) | Q(person=OuterRef("author"))
        quiet_tags = ArraySubquery(nothing.exclude(tag="").values("tag"))
        return self.exclude(Exists(nothing.filter(named))).exclude(tags__overlap=quiet_tags)

    def newest_first(self) -> ThreadQuerySet:
        """Newest reply first; the id breaks ties, so that a cursor is exact."""
        return self.order_by("-last_post_at", "-id")

    def open(self) -> ThreadQuerySet:
        """Those that take replies."""
        return self.filter(closed_at=None, archived_at=None, duplicate_of=None)

    def unanswered(self) -> ThreadQuerySet:
        """Open questions without an accepted answer, here or elsewhere."""
        return self.filter(kind="question", answer=None, closed_at=None, duplicate_of=None)

    def for_opening(self, viewer: Viewer, now: datetime | None = None) -> ThreadQuerySet:
        """With what decides whether the viewer may reply, in the same query: is the first post gone, am I blocked."""
        from community.bookmarks.listing import kept_whole
        from community.following.models import Silence
        from community.posts.models import Post
        from community.questions.noting import notes
        from community.threads.timing import ThreadTimer

        gone = Q(deleted_at__isnull=False) | Q(hidden_at__isnull=False)
        first = Post.objects.filter(gone, thread=OuterRef("pk"), number=1)
        blocks = Silence.objects.filter(member=OuterRef("author"), other=viewer.pk, blocked=True)
        known = self.select_related("space", "author", "answered_by", "responsible")
        return known.annotate(
            has_timers=Exists(ThreadTimer.objects.filter(thread=OuterRef("pk"))),
            first_is_gone=Exists(first),
            author_blocks_me=Exists(blocks),
            **notes(viewer, now or timezone.now()),
            **kept_whole(viewer),
        )

    def for_listing(self) -> ThreadQuerySet:
        """With everything a row shows, in a fixed number of queries."""
        slim = ["space__description", "space__template", "space__kind_templates", "author__about"]
        return self.select_related("space", "author").defer(*slim)
