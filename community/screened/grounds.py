"""What screening asks of community: its spaces, what was posted of late, and how things are called."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from heapq import merge
from typing import TYPE_CHECKING, Any

from django.db.models import Count

from community.chat.models import ChatLine
from community.guides.models import Guide
from community.posts.models import Post
from community.screened.records import AsOf, Live, Memory
from community.spaces.models import Space
from moderation.screening import ground
from moderation.screening.postings import Posting, Written

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.profiles.models import Member

BATCH = 500


class Ground(ground.Ground):
    """Answers for posts and lines; guides are few, and a rule sees those that are written from now on."""

    def spaces(self, viewer: Viewer) -> list[tuple[int, str]]:
        """All that the viewer sees."""
        seen = Space.objects.visible_to(viewer).filter(archived_at=None).order_by("position", "name")
        return [(pk, str(name)) for pk, name in seen.values_list("pk", "name")]

    def record(self, member: Member) -> Live:
        """From the tables."""
        return Live(member)

    def posted(self, since: datetime, most: int) -> Iterator[ground.Past]:
        """Posts and lines that are not deleted, from the oldest on."""
        memory = Memory()
        posts = Post.objects.filter(created_at__gte=since, deleted_at=None, author__isnull=False)
        lines = ChatLine.objects.filter(created_at__gte=since, deleted_at=None, author__isnull=False, tells_of=None)
        begin = self._beginning(posts, lines, since, most)
        before = Post.objects.filter(created_at__lt=begin, deleted_at=None, author__in=posts.values("author"))
        for author, count in before.order_by().values_list("author").annotate(Count("pk")):
            memory.posts[author] = count
        both = merge(
            _in_order(posts.filter(created_at__gte=begin).select_related("author", "thread__space")),
            _in_order(lines.filter(created_at__gte=begin).select_related("author", "room__space")),
            key=lambda row: row.created_at,
        )
        for number, row in enumerate(both):
            if number >= most:
                return
            past = _past(row, memory)
            yield past
            memory.add(row.author_id, past.posting.place, row.source, row.created_at)

    @staticmethod
    def _beginning(posts: Any, lines: Any, since: datetime, most: int) -> datetime:
        """From when on it is no more than `most` things."""
        moments = posts.order_by().values_list("created_at").union(lines.order_by().values_list("created_at"), all=True)
        nth = moments.order_by("-created_at")[most - 1 : most]
        return next((moment for (moment,) in nth), since)

    def named(self, viewer: Viewer, things: Collection[tuple[str, int]]) -> dict[tuple[str, int], tuple[str, str]]:
        """Titles and addresses of what the viewer sees."""
        pks: dict[str, list[int]] = {}
        for key, pk in things:
            pks.setdefault(key, []).append(pk)
        found: dict[tuple[str, int], tuple[str, str]] = {}
        for post in Post.objects.readable_by(viewer).filter(pk__in=pks.get("post", ())).select_related("thread"):
            name = post.thread.title if post.number == 1 else post.text[:80]
            found["post", post.pk] = (name, post.get_absolute_url())
        lines = ChatLine.objects.readable_by(viewer).filter(pk__in=pks.get("line", ())).select_related("room__space")
        for line in lines:
            found["line", line.pk] = (line.text[:80], line.get_absolute_url())
        for guide in Guide.objects.visible_to(viewer).filter(pk__in=pks.get("guide", ())):
            found["guide", guide.pk] = (guide.title, guide.get_absolute_url())
        return found


def _in_order(rows: Any) -> Iterator[Any]:
    return iter(rows.order_by("created_at", "pk").iterator(chunk_size=BATCH))


def _past(row: Any, memory: Memory) -> ground.Past:
    record = AsOf(memory, row.author_id)
    if isinstance(row, Post):
        space, place = row.thread.space, f"t{row.thread_id}"
        kind = Written.THREAD if row.number == 1 else Written.REPLY
        title, tags = (row.thread.title, tuple(row.thread.tags)) if row.number == 1 else ("", ())
    else:
        space, place, kind, title, tags = row.room.space, f"r{row.room_id}", Written.LINE, "", ()
    posting = Posting(
        kind, row.author, row.source, title=title, tags=tags, space_id=space.pk,
        is_private=space.visibility == "private", place=place, at=row.created_at, record=record,
    )  # fmt: skip
    return ground.Past("post" if isinstance(row, Post) else "line", row.pk, posting)


ground.register(Ground())
