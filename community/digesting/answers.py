"""What others wrote to the reader: in their threads, and as replies to what they wrote."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from django.db.models import Q
from django.db.models.functions import Left
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from community.digesting.knowing import ears, names_of, read_up_to, readable, threads_there
from community.digesting.quoting import LOOKED_AT, sentence_of
from community.posts.models import Post
from members.digest.sections import Piece, Readers, Section, register
from members.notifications.notices import who

if TYPE_CHECKING:
    from collections.abc import Collection

    from community.threads.models import Thread
    from members.digest.sections import Chosen

MOST = 5


@dataclass(frozen=True)
class Reply:
    """One post for one reader."""

    post: int
    number: int
    author: int


@dataclass(frozen=True)
class Heard:
    """Everything that the words of a batch are made of."""

    replies: dict[tuple[int, int], list[Reply]]
    """By reader and thread."""
    threads: dict[int, Thread]
    names: dict[int, str]
    """By author."""
    words: dict[int, str]
    """How the last post of each begins, by its number."""


def replies_to(
    readers: Readers, only: Collection[int] | None = None
) -> tuple[dict[tuple[int, int], list[Reply]], dict[int, Thread]]:
    """By reader and thread, what others wrote to them that they have not read, oldest first; and the threads."""
    found = defaultdict[tuple[int, int], dict[int, Reply]](dict)
    new = readable().filter(created_at__gt=readers.earliest, number__gt=1, author__isnull=False)
    new = new.filter(thread__in=only) if only is not None else new
    # All that is new is gone through once for the whole batch: looking for each reader's own words takes far longer.
    mine = Q(thread__author__in=list(readers.members)) | Q(reply_to__author__in=list(readers.members))
    for pk, thread, number, author, at, *concerned in (
        new.filter(mine)
        .order_by()
        .values_list("pk", "thread_id", "number", "author_id", "created_at", "thread__author_id", "reply_to__author_id")
    ):
        for to in concerned:
            if to in readers.members and to != author and at > readers.since[to]:
                found[to, thread][pk] = Reply(pk, number, author)
    threads = threads_there({thread for _to, thread in found})
    known, read = readers.once(ears), read_up_to(readers, threads)
    kept = {}
    for (to, thread), replies in found.items():
        if thread in threads:
            heard = [one for _pk, one in sorted(replies.items()) if one.number > read.get((to, thread), 0)
                     and known[to].hears(threads[thread], one.author)]  # fmt: skip
            if heard:
                kept[to, thread] = heard
    return kept, threads


class Answers(Section[Heard]):
    """Answers to what the reader asked and wrote."""

    key: ClassVar = "answers"
    rank: ClassVar = 1
    place: ClassVar = 1
    title: ClassVar = gettext_lazy("For you")
    why: ClassVar = gettext_lazy("Somebody answered what you asked or wrote, and you have not read it yet.")
    counted: ClassVar = ngettext_lazy(
        "%(count)d thread with news for you", "%(count)d threads with news for you", "count"
    )
    look: ClassVar = "you"

    def choose(self, readers: Readers) -> dict[int, list[int]]:
        """Threads, those with most replies first."""
        found, _threads = replies_to(readers)
        by_reader: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for (reader, thread), replies in found.items():
            by_reader[reader].append((len(replies), thread))
        chosen = {pk: [thread for _n, thread in sorted(rows, reverse=True)[:MOST]] for pk, rows in by_reader.items()}
        for pk, threads in chosen.items():
            for thread in threads:
                readers.take(pk, ("thread", thread))
        return chosen

    def find(self, readers: Readers, chosen: Chosen) -> Heard:
        """What was written, who wrote, and the latest words."""
        replies, threads = replies_to(readers, {thread for things in chosen.values() for thread in things})
        names = names_of(one.author for those in replies.values() for one in those)
        last = Post.objects.filter(pk__in=[those[-1].post for those in replies.values()])
        words = dict(last.annotate(start=Left("text", LOOKED_AT)).values_list("pk", "start"))
        return Heard(replies, threads, names, words)

    def show(self, readers: Readers, chosen: Chosen, found: Heard) -> dict[int, list[Piece]]:
        """Each thread with who wrote, and the latest words."""
        shown: dict[int, list[Piece]] = {}
        for pk, things in chosen.items():
            pieces = [self._piece(found, pk, thread) for thread in things if (pk, thread) in found.replies]
            if pieces:
                shown[pk] = pieces
        return shown

    def _piece(self, found: Heard, reader: int, number: int) -> Piece:
        thread, replies, names = found.threads[number], found.replies[reader, number], found.names
        people = list(dict.fromkeys(one.author for one in reversed(replies)))
        said = ngettext("%(count)d reply from %(who)s", "%(count)d replies from %(who)s", len(replies))
        told = who([names[pk] for pk in people if pk in names], len(people))
        waits = thread.kind == "question" and thread.author_id == reader and thread.answer_id is None
        return Piece(
            title=thread.title,
            url=f"{thread.get_absolute_url()}{replies[0].number}/",
            quote=sentence_of(found.words.get(replies[-1].post, "")),
            by=names.get(replies[-1].author, ""),
            meta=said % {"count": len(replies), "who": told},
            place=thread.space.name,
            hue=thread.space.hue,
            action=_("Accept it or reply") if waits else _("Read and reply"),
            people=frozenset(people),
        )

    def fact(self, pieces: list[Piece], name: str) -> str:
        """How many people answered."""
        people = len(frozenset[int]().union(*(piece.people for piece in pieces)))
        words = ngettext("%(count)d person answered you, %(name)s", "%(count)d people answered you, %(name)s", people)
        return words % {"count": people, "name": name}


register(Answers())
