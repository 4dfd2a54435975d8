"""What is known of the readers of a batch of digests: what they see, whom they read, what they follow. Asked once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from community.following.models import Follow, Level, Reading, Silence
from community.posts.models import Post
from community.spaces.seeing import seen_by_each
from community.threads.models import Thread
from members.profiles.models import Member

if TYPE_CHECKING:
    from members.digest.sections import Readers

THREAD_IS_THERE = {
    "thread__deleted_at": None, "thread__held_at": None, "thread__archived_at": None, "thread__merged_at": None,
    "thread__space__archived_at": None, "thread__space__deleted_at": None,
}  # fmt: skip


@dataclass
class Ear:
    """What one reader may see, follows, and does not want to hear of."""

    spaces: frozenset[int] = frozenset()
    away: set[int] = field(default_factory=set)
    """Whom they do not read, and who does not want to be known by them."""
    people: set[int] = field(default_factory=set)
    places: set[int] = field(default_factory=set)
    threads: set[int] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)
    no_people: set[int] = field(default_factory=set)
    no_places: set[int] = field(default_factory=set)
    no_threads: set[int] = field(default_factory=set)
    no_tags: set[str] = field(default_factory=set)

    def hears(self, thread: Thread, author: int | None) -> bool:
        """Whether a thread, or what this author wrote in it, may stand in their digest."""
        if thread.space_id not in self.spaces or not {author, thread.author_id}.isdisjoint(self.away | self.no_people):
            return False
        silent = thread.pk in self.no_threads or thread.space_id in self.no_places
        return not silent and self.no_tags.isdisjoint(thread.tags)

    def _of(self, level: str) -> tuple[set[int], set[int], set[int], set[str]] | None:
        if level == Level.EVERYTHING:
            return self.people, self.places, self.threads, self.tags
        return (self.no_people, self.no_places, self.no_threads, self.no_tags) if level == Level.NOTHING else None

    def note(self, level: str, person: int | None, place: int | None, thread: int | None, tag: str) -> None:
        """Keep one choice: of the last four, one is named."""
        sets = self._of(level)
        if sets is None:
            return
        people, places, threads, tags = sets
        for kept, value in ((people, person), (places, place), (threads, thread)):
            if value is not None:
                kept.add(value)
        if tag:
            tags.add(tag)


def ears(readers: Readers) -> dict[int, Ear]:
    """By reader; five queries for all."""
    ids = list(readers.members)
    found = {pk: Ear(seen) for pk, seen in seen_by_each(readers.members.values()).items()}
    for mine, other, blocked in Silence.objects.filter(Q(member__in=ids) | Q(other__in=ids, blocked=True)).values_list(
        "member_id", "other_id", "blocked"
    ):
        if mine in found:
            found[mine].away.add(other)
        if blocked and other in found:
            found[other].away.add(mine)
    follows = Follow.objects.filter(member__in=ids, level__in=[Level.EVERYTHING, Level.NOTHING])
    chosen = follows.values_list("member", "level", "person", "space", "thread", "tag")
    for mine, level, person, place, thread, tag in chosen:
        found[mine].note(level, person, place, thread, tag)
    return found


def readable() -> Any:
    """Posts whose words everybody may read who sees their space, in threads that lists show."""
    return Post.objects.filter(deleted_at=None, hidden_at=None, held_at=None, **THREAD_IS_THERE)


def threads_there(ids: Collection[int]) -> dict[int, Thread]:
    """Of these threads, those that lists show, with their spaces."""
    there = Thread.objects.listed().filter(pk__in=ids, merged_at=None, space__archived_at=None, space__deleted_at=None)
    return {thread.pk: thread for thread in there.for_listing()}


def read_up_to(readers: Readers, threads: Collection[int]) -> dict[tuple[int, int], int]:
    """How far each reader has read each of these threads: one query."""
    rows = Reading.objects.filter(member__in=list(readers.members), thread__in=threads)
    return {(member, thread): last for member, thread, last in rows.values_list("member", "thread", "last_number")}


def names_of(people: Iterable[int | None]) -> dict[int, str]:
    """The names of these people."""
    known = Member.objects.get_queryset().filter(pk__in={pk for pk in people if pk is not None})
    return dict(known.values_list("pk", "name"))
