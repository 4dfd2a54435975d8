"""What others reached, in the digest: no reason to send one by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext_lazy

from community.following.models import Silence
from community.spaces.seeing import seen_by_each
from members.digest.sections import Piece, Readers, Section, register
from programs.celebrations.models import Celebration

if TYPE_CHECKING:
    from collections.abc import Callable

    from members.digest.sections import Chosen

MOST, LOOKED_AT = 3, 100
type Rows = dict[int, list[Celebration]]
"""Celebrations, by reader."""


def _seen(readers: Readers) -> dict[int, frozenset[int]]:
    return seen_by_each(list(readers.members.values()))


class Celebrated(Section[Rows]):
    """First posts, years, levels of others."""

    key: ClassVar = "celebrated"
    rank: ClassVar = 9
    place: ClassVar = 9
    title: ClassVar = gettext_lazy("To celebrate")
    why: ClassVar = gettext_lazy("Members you may know reached this since the last digest.")
    counted: ClassVar = ngettext_lazy("%(count)d reason to celebrate", "%(count)d reasons to celebrate", "count")
    carries: ClassVar = False

    def choose(self, readers: Readers) -> dict[int, list[int]]:
        """The latest ones of others, in spaces the reader sees."""
        rows = Celebration.objects.public().shown_on("in_digest").filter(at__gt=readers.earliest)
        found = list(rows.select_related("member", "post__thread__space").order_by("-at", "-pk")[:LOOKED_AT])
        fits = _fitting(readers, found)
        return {
            pk: [one.pk for one in found if fits(one, pk) and one.at > readers.since[pk]][:MOST]
            for pk in readers.members
        }

    def find(self, readers: Readers, chosen: Chosen) -> Rows:
        """By reader, those that are public still, where they still see them."""
        wanted = {number for numbers in chosen.values() for number in numbers}
        rows = Celebration.objects.public().shown_on("in_digest").filter(pk__in=wanted)
        known = {one.pk: one for one in rows.select_related("member", "post__thread__space")}
        fits = _fitting(readers, list(known.values()))
        return {
            pk: [known[number] for number in numbers if number in known and fits(known[number], pk)]
            for pk, numbers in chosen.items()
        }

    def show(self, readers: Readers, chosen: Chosen, found: Rows) -> dict[int, list[Piece]]:
        """Each with its line."""
        return {pk: [_piece(one) for one in found[pk]] for pk in chosen if found[pk]}


def _fitting(readers: Readers, rows: list[Celebration]) -> Callable[[Celebration, int], bool]:
    """Whether a reader may know of a celebration: not their own, in a space they see, and nobody blocked the other."""
    seen, mine = readers.once(_seen), list(readers.members)
    people = [one.member_id for one in rows]
    pairs = Silence.objects.filter(
        Q(member__in=people, other__in=mine) | Q(member__in=mine, other__in=people), blocked=True
    )
    apart = {frozenset(pair) for pair in pairs.values_list("member_id", "other_id")}

    def fits(one: Celebration, reader: int) -> bool:
        is_seen = one.post is None or one.post.thread.space_id in seen[reader]
        return one.member_id != reader and is_seen and frozenset([one.member_id, reader]) not in apart

    return fits


def _piece(one: Celebration) -> Piece:
    return Piece(
        title=one.line, url=f"{reverse('celebrations')}#c{one.pk}", place=one.space.name if one.space else "",
        hue=one.space.hue if one.space else 0, people=frozenset([one.member_id]),
    )  # fmt: skip


register(Celebrated())
