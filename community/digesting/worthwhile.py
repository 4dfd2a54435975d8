"""Good threads of the week: those that many wrote in, first where the reader follows something."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache as kept
from heapq import merge
from itertools import islice
from math import log2
from typing import TYPE_CHECKING, ClassVar

from django.core.cache import cache
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from community.digesting.knowing import Ear, ears, names_of, read_up_to, readable, threads_there
from community.digesting.quoting import Quote, best_of
from members.digest.sections import Piece, Readers, Section, register

if TYPE_CHECKING:
    from datetime import datetime

    from community.threads.models import Thread
    from members.digest.sections import Chosen

MOST, POOL = 4, 150
KEPT_SECONDS = 300
"""So long all batches look at the same threads; only their numbers are kept, rights are asked each time."""
_PERSON, _PLACE, _TAG, _THREAD = 2.0, 2.0, 1.5, 1.0


def lively(since: datetime) -> dict[int, int]:
    """The threads in which most people wrote since then, with how many; for any reader."""
    key = f"digest.lively.{since:%Y-%m-%d-%H}"
    kept: dict[int, int] | None = cache.get(key)
    if kept is None:
        rows = readable().filter(created_at__gt=since).order_by().values("thread")
        counted = rows.annotate(people=Count("author", distinct=True)).order_by("-people", "-thread")[:POOL]
        kept = {row["thread"]: row["people"] for row in counted}
        cache.set(key, kept, KEPT_SECONDS)
    return kept


@dataclass(frozen=True)
class Shelf:
    """The lively threads, the liveliest first: how many wrote (doubling counts one); and where each is found."""

    threads: dict[int, Thread]
    scores: dict[int, float]
    by: Mapping[Hashable, list[int]]
    """Threads by what somebody may follow in them."""

    @classmethod
    def of(cls, people: Mapping[int, int]) -> Shelf:
        """The threads that are there, of those in which so many people wrote."""
        there = threads_there(people)
        scores = {pk: log2(1 + people[pk]) for pk in there}
        by: dict[Hashable, list[int]] = defaultdict(list)
        for pk, thread in there.items():
            for followed in (
                ("person", thread.author_id),
                ("place", thread.space_id),
                *(("tag", t) for t in thread.tags),
            ):
                by[followed].append(pk)
        ranked = sorted(there, key=lambda pk: (scores[pk], pk), reverse=True)
        return cls({pk: there[pk] for pk in ranked}, scores, by)

    def ranked_for(self, ear: Ear, interests: set[str]) -> Iterator[Thread]:
        """All of them, the most worthwhile for this reader first: what they follow in a thread adds to its score."""
        more: dict[int, float] = defaultdict(float)
        for kind, followed, worth in (("person", ear.people, _PERSON), ("place", ear.places, _PLACE)):
            for pk in (pk for one in followed for pk in self.by.get((kind, one), ())):
                more[pk] += worth
        for pk in ear.threads & self.threads.keys():
            more[pk] += _THREAD
        for pk in {pk for tag in ear.tags | interests for pk in self.by.get(("tag", tag), ())}:
            more[pk] += _TAG
        first = sorted(((self.scores[pk] + more[pk], pk) for pk in more), reverse=True)
        others = ((self.scores[pk], pk) for pk in self.threads if pk not in more)
        return (self.threads[pk] for _score, pk in merge(first, others, reverse=True))


@dataclass(frozen=True)
class Found:
    """Everything that the words of a batch are made of."""

    threads: dict[int, Thread]
    quotes: dict[int, Quote]
    names: dict[int, str]
    known: dict[int, Ear]

    def hears(self, reader: int, thread: int) -> bool:
        """Whether a thread may stand in a reader's digest."""
        return self.known[reader].hears(self.threads[thread], self.threads[thread].author_id)

    def quote_for(self, reader: int, thread: int) -> Quote | None:
        """Its best sentence, if a reader wants to read who said it."""
        quote, ear = self.quotes.get(thread), self.known[reader]
        if quote is None or quote.author not in self.names or quote.author in ear.away | ear.no_people:
            return None
        return quote


class Worthwhile(Section[Found]):
    """Threads of the week that the reader has not read."""

    key: ClassVar = "worthwhile"
    rank: ClassVar = 6
    place: ClassVar = 3
    title: ClassVar = gettext_lazy("Worth your time")
    why: ClassVar = gettext_lazy("Many wrote there this week; what you follow and care about comes first.")
    counted: ClassVar = ngettext_lazy("%(count)d good thread", "%(count)d good threads", "count")

    def choose(self, readers: Readers) -> dict[int, list[int]]:
        """Threads, the most worthwhile first."""
        shelf, known = Shelf.of(lively(readers.earliest)), readers.once(ears)
        read = read_up_to(readers, shelf.threads)
        chosen: dict[int, list[int]] = {}
        for pk, member in readers.members.items():
            ear, since = known[pk], readers.since[pk]
            new = (
                thread.pk for thread in shelf.ranked_for(ear, {interest.lower() for interest in member.interests})
                if thread.last_post_at > since and thread.author_id != pk
                and read.get((pk, thread.pk), 0) < thread.posts_count and ear.hears(thread, thread.author_id)
                and readers.take(pk, ("thread", thread.pk))
            )  # fmt: skip
            chosen[pk] = list(islice(new, MOST))
        return chosen

    def find(self, readers: Readers, chosen: Chosen) -> Found:
        """The threads with their best sentences, and who said those."""
        threads = threads_there({thread for things in chosen.values() for thread in things})
        quotes = best_of(threads, readers.earliest)
        return Found(threads, quotes, names_of(quote.author for quote in quotes.values()), readers.once(ears))

    def show(self, readers: Readers, chosen: Chosen, found: Found) -> dict[int, list[Piece]]:
        """Each with its best sentence, by somebody the reader reads."""
        piece = kept(lambda thread, quote: _piece(found.threads[thread], quote, found.names))
        shown: dict[int, list[Piece]] = {}
        for pk, things in chosen.items():
            heard = [thing for thing in things if thing in found.threads and found.hears(pk, thing)]
            if heard:
                shown[pk] = [piece(thread, found.quote_for(pk, thread)) for thread in heard]
        return shown

    def fact(self, pieces: list[Piece], name: str) -> str:
        """The first thread."""
        return pieces[0].title


def _piece(thread: Thread, quote: Quote | None, names: Mapping[int, str]) -> Piece:
    replies = thread.replies_count
    meta = ngettext("%(count)d reply", "%(count)d replies", replies) % {"count": replies}
    if thread.answer_id:
        meta = f"{meta} · {_('answered')}"
    return Piece(
        title=thread.title,
        url=thread.get_absolute_url(),
        quote=quote.words if quote else thread.excerpt[:160],
        by=names[quote.author] if quote and quote.author else "",
        meta=meta,
        place=thread.space.name,
        hue=thread.space.hue,
    )


register(Worthwhile())
