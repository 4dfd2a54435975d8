"""What people wrote whom the reader follows."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from community.digesting.knowing import ears, names_of, read_up_to, readable
from community.digesting.quoting import sentence_of
from members.digest.sections import Piece, Readers, Section, register

if TYPE_CHECKING:
    from typing import Any

    from members.digest.sections import Chosen

MOST, LOOKED_AT = 3, 5000
type Written = tuple[dict[int, list[Any]], dict[int, str]]
"""Posts by reader, names by author."""


class People(Section[Written]):
    """Threads and replies by those the reader follows."""

    key: ClassVar = "people"
    rank: ClassVar = 4
    place: ClassVar = 2
    title: ClassVar = gettext_lazy("From people you follow")
    why: ClassVar = gettext_lazy("You follow who wrote it.")
    counted: ClassVar = ngettext_lazy(
        "%(count)d post by people you follow", "%(count)d posts by people you follow", "count"
    )

    def choose(self, readers: Readers) -> dict[int, list[int]]:
        """Posts: threads that were started first, then replies; one of each thread."""
        known = readers.once(ears)
        followers: dict[int, list[int]] = defaultdict(list)
        for pk in readers.members:  # `known` may have more: those who want this section not
            for person in known[pk].people:
                followers[person].append(pk)
        if not followers:
            return {}
        new = readable().filter(author__in=list(followers), created_at__gt=readers.earliest)
        posts = list(new.select_related("thread").defer("source", "html", "text").order_by("-created_at")[:LOOKED_AT])
        read = read_up_to(readers, {post.thread_id for post in posts})
        chosen: dict[int, list[int]] = defaultdict(list)
        for post in sorted(posts, key=lambda post: post.number > 1):
            for pk in followers[post.author_id]:
                if len(chosen[pk]) < MOST and self._is_new(post, pk, readers, read):
                    chosen[pk].append(post.pk)
        return {pk: posts for pk, posts in chosen.items() if posts}

    def _is_new(self, post: Any, reader: int, readers: Readers, read: dict[tuple[int, int], int]) -> bool:
        if post.created_at <= readers.since[reader] or read.get((reader, post.thread_id), 0) >= post.number:
            return False
        ear = readers.once(ears)[reader]
        return ear.hears(post.thread, post.author_id) and readers.take(reader, ("thread", post.thread_id))

    def find(self, readers: Readers, chosen: Chosen) -> Written:
        """By reader, the posts they may read, and the names of who wrote them."""
        wanted = {post for things in chosen.values() for post in things}
        rows = readable().filter(pk__in=wanted).select_related("thread__space").defer("source", "html")
        posts = {post.pk: post for post in rows}
        names, known = names_of(post.author_id for post in posts.values()), readers.once(ears)
        found = {}
        for pk, things in chosen.items():
            there = [posts[thing] for thing in things if thing in posts]
            found[pk] = [post for post in there if known[pk].hears(post.thread, post.author_id)]
        return found, names

    def show(self, readers: Readers, chosen: Chosen, found: Written) -> dict[int, list[Piece]]:
        """Each with its first words that say something."""
        posts, names = found
        piece = cache(lambda post: _piece(post, names))
        return {pk: [piece(post) for post in posts[pk]] for pk in chosen if posts[pk]}

    def fact(self, pieces: list[Piece], name: str) -> str:
        """Whose words are first."""
        return _("New from %(who)s: %(title)s") % {"who": pieces[0].by, "title": pieces[0].title}


def _piece(post: Any, names: dict[int, str]) -> Piece:
    name, thread = names.get(post.author_id, ""), post.thread
    begun = post.number == 1
    return Piece(
        title=thread.title,
        url=thread.get_absolute_url() if begun else f"{thread.get_absolute_url()}{post.number}/",
        quote=sentence_of(post.text),
        by=name,
        meta=_("A new thread by %(who)s") % {"who": name} if begun else _("A reply by %(who)s") % {"who": name},
        place=thread.space.name,
        hue=thread.space.hue,
        people=frozenset([post.author_id]),
    )


register(People())
