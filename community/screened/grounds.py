"""What screening asks of community: its spaces, what was posted of late, and how things are called."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime
from heapq import merge
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from community.chat.models import ChatLine
from community.guides.models import Guide
from community.posts.models import Post
from community.screened.postings import a_guide
from community.screened.records import AsOf, Live, Memory
from community.spaces.models import Space
from members.activity.models import Activity
from members.profiles.models import Member
from members.profiles.preferences import may_see_profile
from moderation.screening import ground
from moderation.screening.postings import Posting, Written
from moderation.screening.profiles import profile_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from config.lib.audience import Viewer

BATCH = 500


class Ground(ground.Ground):
    """Answers for posts, lines, guides and profiles."""

    def spaces(self, viewer: Viewer) -> list[tuple[int, str]]:
        """All that the viewer sees."""
        seen = Space.objects.visible_to(viewer).filter(archived_at=None).order_by("position", "name")
        return [(pk, str(name)) for pk, name in seen.values_list("pk", "name")]

    def record(self, member: Member) -> Live:
        """From the tables."""
        return Live(member)

    def posted(self, since: datetime, most: int) -> Iterator[ground.Past]:
        """Posts and lines that are not deleted, guides and profiles as they read now, from the oldest on."""
        memory = Memory()
        sources = _sources(since)
        begin = _beginning(sources, since, most)
        posts = Post.objects.filter(created_at__gte=since, deleted_at=None, author__isnull=False)
        before = Post.objects.filter(created_at__lt=begin, deleted_at=None, author__in=posts.values("author"))
        for author, count in before.order_by().values_list("author").annotate(Count("pk")):
            memory.posts[author] = count
        rows = merge(*(_in_order(rows.filter(moment__gte=begin)) for rows in sources), key=lambda row: row.moment)
        for number, row in enumerate(rows):
            if number >= most:
                return
            past = _past(row, row.moment, memory)
            yield past
            if past.key in ("post", "line"):
                memory.add(past.posting.author.pk, past.posting.place, past.posting.text, past.posting.at)

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
        for member in Member.objects.present().filter(pk__in=pks.get("member", ())):
            if may_see_profile(viewer, member):
                found["member", member.pk] = (member.name, member.get_absolute_url())
        return found


def _sources(since: datetime) -> list[QuerySet[Any]]:
    """All that somebody wrote since then, each kind with the `moment` at which it was written or changed last."""
    written = {"deleted_at": None, "author__isnull": False, "created_at__gte": since}
    told = Activity.objects.filter(verb="member.described", at__gte=since)
    last = told.filter(subject_id=OuterRef("pk")).order_by("-at").values("at")[:1]
    guides = Guide.objects.exclude(created_by=None, edited_by=None)
    return [
        Post.objects.filter(**written).annotate(moment=F("created_at")).select_related("author", "thread__space"),
        ChatLine.objects.filter(**written, tells_of=None)
        .annotate(moment=F("created_at"))
        .select_related("author", "room__space"),
        guides.annotate(moment=Coalesce("edited_at", "created_at"))
        .filter(moment__gte=since)
        .select_related("created_by", "edited_by", "space"),
        Member.objects.present().filter(pk__in=told.values("subject_id")).annotate(moment=Subquery(last)),
    ]


def _beginning(sources: list[QuerySet[Any]], since: datetime, most: int) -> datetime:
    """From when on it is no more than `most` things."""
    first, *others = [rows.order_by().values_list("moment") for rows in sources]
    nth = first.union(*others, all=True).order_by("-moment")[most - 1 : most]
    return next((moment for (moment,) in nth), since)


def _in_order(rows: QuerySet[Any]) -> Iterator[Any]:
    return iter(rows.order_by("moment", "pk").iterator(chunk_size=BATCH))


def _past(row: Any, moment: datetime, memory: Memory) -> ground.Past:
    if isinstance(row, Member):
        return ground.Past("member", row.pk, profile_of(row, AsOf(memory, row.pk), at=moment))
    if isinstance(row, Guide):
        author = row.edited_by or row.created_by
        assert author is not None
        found = a_guide(row.space, row.title, row.summary, row.source, by=author)
        return ground.Past("guide", row.pk, replace(found, at=moment, record=AsOf(memory, author.pk)))
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
