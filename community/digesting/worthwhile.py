"""Good threads of the week: those that many wrote in, first where the reader follows something."""

from __future__ import annotations

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
    from members.profiles.models import Member

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


def worth(thread: Thread, people: int, ear: Ear, interests: set[str]) -> float:
    """How much a thread is worth to a reader: how many wrote (doubling counts one), and what they follow in it."""
    score = log2(1 + people)
    score += _PERSON if thread.author_id in ear.people else 0
    score += _PLACE if thread.space_id in ear.places else 0
    score += _THREAD if thread.pk in ear.threads else 0
    return score + (_TAG if (ear.tags | interests) & set(thread.tags) else 0)


class Worthwhile(Section):
    """Threads of the week that the reader has not read."""

    key: ClassVar = "worthwhile"
    rank: ClassVar = 6
    place: ClassVar = 3
    title: ClassVar = gettext_lazy("Worth your time")
    why: ClassVar = gettext_lazy("Many wrote there this week; what you follow and care about comes first.")
    counted: ClassVar = ngettext_lazy("%(count)d good thread", "%(count)d good threads", "count")

    def choose(self, readers: Readers) -> dict[int, list[int]]:
        """Threads, the most worthwhile first."""
        people = lively(readers.earliest)
        threads, known = threads_there(people), readers.once(ears)
        read = read_up_to(readers, threads)
        chosen: dict[int, list[int]] = {}
        for pk, member in readers.members.items():
            new = [
                thread for thread in threads.values()
                if thread.last_post_at > readers.since[pk] and thread.author_id != pk
                and read.get((pk, thread.pk), 0) < thread.posts_count and known[pk].hears(thread, thread.author_id)
            ]  # fmt: skip
            chosen[pk] = self._best(new, people, known[pk], member, readers)
        return chosen

    def _best(
        self, threads: list[Thread], people: dict[int, int], ear: Ear, member: Member, readers: Readers
    ) -> list[int]:
        interests = {interest.lower() for interest in member.interests}
        ranked = sorted(threads, key=lambda one: (worth(one, people[one.pk], ear, interests), one.pk), reverse=True)
        best: list[int] = []
        for thread in ranked:
            if len(best) == MOST:
                break
            if readers.take(member.pk, ("thread", thread.pk)):
                best.append(thread.pk)
        return best

    def show(self, readers: Readers, chosen: Chosen) -> dict[int, list[Piece]]:
        """Each with its best sentence, by somebody the reader reads."""
        wanted = {thread for things in chosen.values() for thread in things}
        threads, known = threads_there(wanted), readers.once(ears)
        quotes = best_of(threads, readers.earliest)
        names = names_of(quote.author for quote in quotes.values())
        shown: dict[int, list[Piece]] = {}
        for pk, things in chosen.items():
            there = [threads[thing] for thing in things if thing in threads]
            heard = [thread for thread in there if known[pk].hears(thread, thread.author_id)]
            if heard:
                shown[pk] = [_piece(thread, quotes.get(thread.pk), names, known[pk]) for thread in heard]
        return shown

    def fact(self, pieces: list[Piece], name: str) -> str:
        """The first thread."""
        return pieces[0].title


def _piece(thread: Thread, quote: Quote | None, names: dict[int, str], ear: Ear) -> Piece:
    if quote and ({quote.author} & (ear.away | ear.no_people) or quote.author not in names):
        quote = None
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
