"""Lists of threads by time: latest, following, unanswered; page after page without a repeated or a hidden row."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, Exists, Func, OuterRef, QuerySet

from community.following.models import Follow, Level
from community.spaces.models import Space
from community.spaces.seeing import stand_in, standing_of, visible_space_ids
from community.threads.models import Thread
from config.lib.cursors import Cursor
from config.lib.written_once import written_once

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.profiles.models import Member

PAGE = 30
PINNED_MOST = 20


@dataclass(frozen=True)
class Narrowed:
    """What a list is narrowed to, from its address."""

    space: Space | None = None
    tag: str = ""

    def apply(self, threads: Any) -> Any:
        """Only the threads that fit."""
        if self.space is not None:
            threads = threads.filter(space=self.space)
        return threads.filter(tags__contains=[self.tag]) if self.tag else threads

    def __bool__(self) -> bool:
        return bool(self.space or self.tag)


@dataclass(frozen=True)
class Page:
    """Some threads, and where the list goes on."""

    threads: list[Thread]
    older: Cursor | None = None


def listed_for(viewer: Viewer) -> Any:
    """Threads that lists may show this viewer. The same as visible and listed, without asking whom they host for."""
    return Thread.objects.filter(space_id__in=visible_space_ids(viewer)).listed().heard_by(viewer)


def wanted_by(member: Member) -> Any:
    """Threads for lists that are made for one member: without what they want to hear nothing of."""
    return listed_for(member).wanted_by(member)


def latest(viewer: Viewer, narrowed: Narrowed, after: Cursor | None) -> Page:
    """Everything, newest reply first; pinned everywhere on top of the first page."""
    if after is None and not narrowed:
        return _page(_newest_of_all(viewer.pk or 0, visible_space_ids(viewer), **standing_of(viewer)), pinned=True)
    threads = narrowed.apply(listed_for(viewer))
    if after is not None:
        return _page(_below(threads.filter(pinned_everywhere=False), after).for_listing())
    return _page(_with_pinned(threads), pinned=True)


@written_once
def _newest_of_all(viewer: int, seen: Collection[int], **standing: Any) -> QuerySet[Thread]:
    found: QuerySet[Thread] = _with_pinned(listed_for(stand_in(viewer, seen, **standing)))
    return found


def _with_pinned(threads: Any) -> Any:
    newest = _below(threads.filter(pinned_everywhere=False), None)
    both = newest.values("pk").union(pinned_everywhere(threads).values("pk"), all=True)
    order = ("-pinned_everywhere", "-last_post_at", "-id")
    return Thread.objects.filter(pk__in=both).for_listing().order_by(*order)


def pinned_everywhere(threads: Any) -> Any:
    """Those on top of every list; that they have a time of pinning lets the index of pinned threads find them."""
    return threads.filter(pinned_at__isnull=False, pinned_everywhere=True).order_by("-pinned_at")[:PINNED_MOST]


def unanswered(viewer: Viewer, narrowed: Narrowed, after: Cursor | None) -> Page:
    """Open questions without an accepted answer, newest first."""
    return _page(_below(narrowed.apply(listed_for(viewer).unanswered()), after).for_listing())


def following(member: Member, narrowed: Narrowed, after: Cursor | None) -> Page:
    """What the member follows: threads, spaces, tags and people. Each source is asked by its own index."""
    threads = narrowed.apply(wanted_by(member))
    chosen = Follow.objects.filter(member=member, level=Level.EVERYTHING)
    tags = chosen.exclude(tag="")
    sources = [
        threads.filter(pk__in=chosen.exclude(thread=None).values("thread")),
        threads.filter(author__in=chosen.exclude(person=None).values("person")),
        # Without a followed tag nothing is looked through; the array alone would not tell the planner.
        threads.filter(Exists(tags), tags__overlap=ArraySubquery(tags.values("tag"))),
    ]
    parts = [_below(source, after).values("pk") for source in sources]
    parts.append(_in_spaces(threads, chosen.exclude(space=None).values("space"), after))
    first, *rest = parts
    return _page(Thread.objects.filter(pk__in=first.union(*rest)).for_listing().newest_first()[: PAGE + 1])


def _in_spaces(threads: Any, space_ids: Any, after: Cursor | None) -> Any:
    """The newest of each of the spaces: a page of each is read from its index, never all that the spaces hold."""
    newest = _below(threads.filter(space=OuterRef("pk")), after).values("pk")
    # Who sees no space asks for the threads of none, which is written as NULL: the cast gives that a type.
    each = Func(ArraySubquery(newest), template="unnest((%(expressions)s)::bigint[])", output_field=BigIntegerField())
    return Space.objects.filter(pk__in=space_ids).values(thread=each)


def _below(threads: Any, after: Cursor | None) -> Any:
    """One page and one thread more, to know whether there is another page."""
    wanted: Any = after.below(threads, "last_post_at") if after else threads
    return wanted.newest_first()[: PAGE + 1]


def _page(threads: Any, *, pinned: bool = False) -> Page:
    """Cut a list that was asked for one thread more; with `pinned`, those on top come in addition."""
    found = list(threads)
    room = PAGE + (sum(thread.pinned_everywhere for thread in found) if pinned else 0)
    shown = found[:room]
    older = Cursor(shown[-1].last_post_at, shown[-1].pk) if len(found) > room else None
    return Page(shown, older)
