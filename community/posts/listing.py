"""Sets of posts: who may see them, and how a page reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery

from community.spaces.models import SpaceHost
from community.spaces.seeing import visible_space_ids
from community.threads.models import PAGE, Thread

if TYPE_CHECKING:
    from community.posts.models import Post
    from config.lib.audience import Viewer


class PostQuerySet(models.QuerySet["Post"]):
    """Sets of posts."""

    def visible_to(self, viewer: Viewer) -> PostQuerySet:
        """Posts of visible threads. Held ones for their author and the team only; tombstones count as visible."""
        seen = self.filter(thread__in=Thread.objects.visible_to(viewer))
        if viewer.is_authenticated and viewer.is_moderator:
            return seen
        mine = Q(author=viewer) if viewer.is_authenticated else Q()
        return seen.filter(Q(held_at=None) | mine) if mine else seen.filter(held_at=None)

    def readable_by(self, viewer: Viewer) -> PostQuerySet:
        """Visible posts whose words may be shown: neither deleted nor hidden."""
        return self.visible_to(viewer).filter(deleted_at=None, hidden_at=None)

    def of_visible_spaces(self, viewer: Viewer) -> PostQuerySet:
        """The same as `visible_to`, as a plain join: for lists over many threads."""
        return self.filter(
            thread__space_id__in=visible_space_ids(viewer), thread__deleted_at=None, thread__held_at=None, held_at=None
        )

    def on_page(self, page: int) -> PostQuerySet:
        """The posts of one page of a thread, found by number: the last page costs what the first costs."""
        return self.filter(number__gt=(page - 1) * PAGE, number__lte=page * PAGE)

    def for_reading(self, viewer: Viewer) -> PostQuerySet:
        """With everything a post shows to this reader, in one query: by a host, by somebody muted, my reactions."""
        from community.bookmarks.models import Bookmark
        from community.following.models import Silence
        from community.reactions.models import Reaction
        from community.uploads.models import Upload

        hosting = SpaceHost.objects.filter(space=OuterRef("thread__space"), member=OuterRef("author"))
        known = (
            self.select_related("author", "reply_to__author")
            .order_by("number")
            .annotate(
                by_host=Exists(hosting), poll_pk=F("poll__pk"), picture_sizes=Upload.objects.sizes_of(OuterRef("pk"))
            )
        )
        if not viewer.is_authenticated:
            return known
        silences = Silence.objects.filter(member=viewer, other=OuterRef("author"))
        mine = Reaction.objects.filter(member=viewer, post=OuterRef("pk")).values("emoji")
        kept = Bookmark.objects.visible_to(viewer).filter(post=OuterRef("pk")).values("pk")
        return known.annotate(by_muted=Exists(silences), my_reactions=ArraySubquery(mine), saved=Subquery(kept[:1]))
