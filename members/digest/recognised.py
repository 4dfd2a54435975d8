"""What the digest says of recognition: thanks to the reader, badges they were given, and thanks among others."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from members.digest.sections import Piece, Section, register
from members.profiles.finding import UNLISTED
from members.profiles.keeping_away import apart
from members.profiles.models import Member
from members.recognition.badges import BadgeAward
from members.recognition.thanks import Thanks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from members.digest.sections import Chosen, Readers

MOST, POOL = 3, 40


def _apart(readers: Readers, thanks: Iterable[Thanks]) -> set[frozenset[int]]:
    """Pairs of people who do not want to know of one another."""
    people = dict(readers.members)
    for one in thanks:
        people |= {one.giver_id: one.giver, one.receiver_id: one.receiver}
    return {frozenset(pair) for pair in apart(people.values())}


class ThanksToYou(Section[list[Thanks]]):
    """Thanks to the reader. Those for words in a private space are told in the inbox only."""

    key: ClassVar = "thanks"
    rank: ClassVar = 2
    place: ClassVar = 5
    title: ClassVar = gettext_lazy("Thanks to you")
    why: ClassVar = gettext_lazy("Somebody thanked you.")
    counted: ClassVar = ngettext_lazy("%(count)d thank-you", "%(count)d thanks", "count")
    look: ClassVar = "thanks"

    def choose(self, readers: Readers) -> dict[int, list[int]]:
        """The latest first."""
        chosen: dict[int, list[int]] = defaultdict(list)
        for one in self._rows(readers, {}):
            if one.at > readers.since[one.receiver_id] and len(chosen[one.receiver_id]) < MOST:
                chosen[one.receiver_id].append(one.pk)
        return dict(chosen)

    def find(self, readers: Readers, chosen: Chosen) -> list[Thanks]:
        """The thanks, the latest first."""
        return self._rows(readers, {"pk__in": [pk for things in chosen.values() for pk in things]})

    def show(self, readers: Readers, chosen: Chosen, found: list[Thanks]) -> dict[int, list[Piece]]:
        """Who thanked, and why."""
        shown: dict[int, list[Piece]] = defaultdict(list)
        for one in found:
            if one.receiver_id in chosen:
                title = _("Thanks from %(who)s") % {"who": one.giver.name}
                shown[one.receiver_id].append(
                    Piece(title, one.get_absolute_url(), quote=one.reason, people=frozenset([one.giver_id]))
                )
        return dict(shown)

    def _rows(self, readers: Readers, which: dict[str, object]) -> list[Thanks]:
        lately = Thanks.objects.in_the_open().filter(receiver__in=list(readers.members), **which)
        found = list(lately.filter(at__gt=readers.earliest).select_related("giver", "receiver").order_by("-at", "-pk"))
        never = _apart(readers, found)
        return [one for one in found if frozenset([one.giver_id, one.receiver_id]) not in never]

    def fact(self, pieces: list[Piece], name: str) -> str:
        """Who thanked."""
        return pieces[0].title


class Badges(Section[list[BadgeAward]]):
    """Badges the reader was given."""

    key: ClassVar = "badges"
    rank: ClassVar = 3
    place: ClassVar = 6
    title: ClassVar = gettext_lazy("Your new badges")
    why: ClassVar = gettext_lazy("You were given them since the last digest.")
    counted: ClassVar = ngettext_lazy("%(count)d new badge", "%(count)d new badges", "count")

    def choose(self, readers: Readers) -> dict[int, list[int]]:
        """The latest first."""
        held = BadgeAward.objects.held().filter(member__in=list(readers.members), awarded_at__gt=readers.earliest)
        chosen: dict[int, list[int]] = defaultdict(list)
        for pk, member, at in held.order_by("-awarded_at", "-pk").values_list("pk", "member_id", "awarded_at"):
            if at > readers.since[member] and len(chosen[member]) < MOST:
                chosen[member].append(pk)
        return dict(chosen)

    def find(self, readers: Readers, chosen: Chosen) -> list[BadgeAward]:
        """Those that are still held, the latest first."""
        wanted = [pk for things in chosen.values() for pk in things]
        held = BadgeAward.objects.held().filter(pk__in=wanted, member__in=list(readers.members))
        return list(held.select_related("badge", "member").order_by("-awarded_at", "-pk"))

    def show(self, readers: Readers, chosen: Chosen, found: list[BadgeAward]) -> dict[int, list[Piece]]:
        """What each is for."""
        shown: dict[int, list[Piece]] = defaultdict(list)
        for one in found:
            if one.member_id in chosen:
                said = one.reason or one.badge.description
                shown[one.member_id].append(Piece(one.badge.name, one.get_absolute_url(), meta=said))
        return dict(shown)

    def fact(self, pieces: list[Piece], name: str) -> str:
        """The first badge."""
        return _("A new badge for you: %(badge)s") % {"badge": pieces[0].title}


class ThanksOfTheWeek(Section[dict[int, dict[int, Thanks]]]):
    """Thanks among others that all may read: those to who was thanked most; no reason to send a letter by itself."""

    key: ClassVar = "praise"
    rank: ClassVar = 7
    place: ClassVar = 7
    title: ClassVar = gettext_lazy("Thanks of the week")
    why: ClassVar = gettext_lazy("Everybody may read these thanks.")
    counted: ClassVar = ngettext_lazy("%(count)d thank-you among others", "%(count)d thanks among others", "count")
    look: ClassVar = "thanks"
    carries: ClassVar = False

    def choose(self, readers: Readers) -> dict[int, list[int]]:
        """One for each reader."""
        pool = self._rows(readers, {})[:POOL]
        most = Counter(one.receiver_id for one in pool)
        pool.sort(key=lambda one: most[one.receiver_id], reverse=True)
        never, chosen = _apart(readers, pool), dict[int, list[int]]()
        for pk in readers.members:
            mine = (one for one in pool if self._is_for(one, pk, never) and one.at > readers.since[pk])
            chosen[pk] = [one.pk for one in mine][:1]
        return chosen

    def find(self, readers: Readers, chosen: Chosen) -> dict[int, dict[int, Thanks]]:
        """By reader, the thanks by their numbers."""
        rows = self._rows(readers, {"pk__in": {pk for things in chosen.values() for pk in things}})
        never, known = _apart(readers, rows), {one.pk: one for one in rows}
        return {
            reader: {pk: known[pk] for pk in things if pk in known and self._is_for(known[pk], reader, never)}
            for reader, things in chosen.items()
        }

    def show(self, readers: Readers, chosen: Chosen, found: dict[int, dict[int, Thanks]]) -> dict[int, list[Piece]]:
        """Whom, and why."""
        piece = cache(self._piece)
        return {reader: [piece(one) for one in found[reader].values()] for reader in chosen if found[reader]}

    def _piece(self, one: Thanks) -> Piece:
        names = {"who": one.receiver.name, "giver": one.giver.name}
        return Piece(
            _("Thank you, %(who)s") % names, one.get_absolute_url(), one.reason, meta=_("says %(giver)s") % names
        )

    def _is_for(self, one: Thanks, reader: int, never: set[frozenset[int]]) -> bool:
        if reader in (one.giver_id, one.receiver_id):
            return False
        return frozenset([one.giver_id, reader]) not in never and frozenset([one.receiver_id, reader]) not in never

    def _rows(self, readers: Readers, which: dict[str, object]) -> list[Thanks]:
        unlisted = Member.objects.get_queryset().filter(UNLISTED).values("pk")
        lately = Thanks.objects.in_the_open().filter(at__gt=readers.earliest, **which).exclude(receiver__in=unlisted)
        return list(lately.select_related("giver", "receiver").order_by("-at", "-pk")[: POOL * 5])


register(ThanksToYou())
register(Badges())
register(ThanksOfTheWeek())
