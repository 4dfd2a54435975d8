"""Questions that wait for what the reader knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from community.digesting.knowing import ears
from community.questions.models import Turn
from community.questions.waiting import fitting, unreplied
from config.lib import spans
from members.digest.sections import Piece, Readers, Section, register

if TYPE_CHECKING:
    from community.threads.models import Thread
    from members.digest.sections import Chosen

MOST, LOOKED_AT = 2, 300
type Rows = dict[int, list[Thread]]
"""Questions, by reader."""


def _waiting() -> list[Thread]:
    taken = Turn.objects.filter(thread=OuterRef("pk"), until__gt=timezone.now())
    found = unreplied().filter(~Exists(taken), merged_at=None, space__deleted_at=None)
    return list(found.select_related("space").order_by("-created_at")[:LOOKED_AT])


class Expertise(Section[Rows]):
    """Questions nobody has answered that the reader may know about."""

    key: ClassVar = "expertise"
    rank: ClassVar = 5
    place: ClassVar = 4
    title: ClassVar = gettext_lazy("Waiting for what you know")
    why: ClassVar = gettext_lazy("Nobody has answered yet, and it fits what you can be asked about.")
    counted: ClassVar = ngettext_lazy("%(count)d question you may know", "%(count)d questions you may know", "count")

    def choose(self, readers: Readers) -> dict[int, list[int]]:
        """Questions, the newest first."""
        asked = {pk: member.expertise for pk, member in readers.members.items() if member.expertise}
        waiting = _waiting() if asked else []
        # The same word is known by many: each is held against the questions once.
        terms = {term for known in asked.values() for term in known}
        fits = {term: {one.pk for one in waiting if fitting([term], one)} for term in terms} if waiting else {}
        known, chosen = readers.once(ears), dict[int, list[int]]()
        for pk, expertise in asked.items() if waiting else ():
            mine = set[int]().union(*(fits[term] for term in expertise))
            new = [one for one in waiting if one.pk in mine and one.author_id != pk]
            heard = [one for one in new if known[pk].hears(one, one.author_id)]
            chosen[pk] = [one.pk for one in heard if readers.take(pk, ("thread", one.pk))][:MOST]
        return chosen

    def find(self, readers: Readers, chosen: Chosen) -> Rows:
        """By reader, those that still wait."""
        wanted = {thread for things in chosen.values() for thread in things}
        rows = unreplied().filter(pk__in=wanted, merged_at=None, space__deleted_at=None).select_related("space")
        threads, known = {thread.pk: thread for thread in rows}, readers.once(ears)
        found = {}
        for pk, things in chosen.items():
            there = [threads[thing] for thing in things if thing in threads]
            found[pk] = [one for one in there if known[pk].hears(one, one.author_id)]
        return found

    def show(self, readers: Readers, chosen: Chosen, found: Rows) -> dict[int, list[Piece]]:
        """Each with how long it has waited."""
        return {pk: [_piece(one, readers.members[pk].expertise) for one in found[pk]] for pk in chosen if found[pk]}

    def fact(self, pieces: list[Piece], name: str) -> str:
        """The first question."""
        return _("Can you answer this, %(name)s? %(title)s") % {"name": name, "title": pieces[0].title}


def _piece(thread: Thread, expertise: list[str]) -> Piece:
    waited = _("Waiting for %(time)s") % {"time": spans.since(thread.created_at)}
    fits = fitting(expertise, thread)
    because = _("matches %(tag)s") % {"tag": fits}
    return Piece(
        title=thread.title,
        url=thread.get_absolute_url(),
        quote=thread.excerpt[:160],
        meta=f"{waited} · {because}" if fits else waited,
        place=thread.space.name,
        hue=thread.space.hue,
    )


register(Expertise())
