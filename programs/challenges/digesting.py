"""The challenges that run for a reader, and how far they are, in the digest."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from members.digest.sections import Piece, Section, register
from programs.challenges.addresses import page_of
from programs.challenges.models import Challenge, ChallengeEntry
from programs.series.hearing import Still, seen_still, spaces_of_each

if TYPE_CHECKING:
    from members.digest.sections import Chosen, Readers

MOST = 2


@dataclass(frozen=True)
class Said:
    """The challenges by number, those each reader sees still, and how often each checked in."""

    challenges: dict[int, Challenge]
    still: Still
    mine: dict[tuple[int, int], int]


class RunningChallenges(Section[Said]):
    """Challenges of check-ins that run, for those who take part in them."""

    key: ClassVar = "challenges"
    rank: ClassVar = 4
    place: ClassVar = 4
    title: ClassVar = gettext_lazy("Your challenge")
    why: ClassVar = gettext_lazy("You take part in it, and it goes on.")
    counted: ClassVar = ngettext_lazy("%(count)d challenge goes on", "%(count)d challenges go on", "count")
    look: ClassVar = "you"
    carries: ClassVar = False

    def choose(self, readers: Readers) -> dict[int, list[int]]:
        """Those they checked in for and still see, which go on for a day at least."""
        now = timezone.now()
        rows = ChallengeEntry.objects.standing().filter(
            author__in=list(readers.members), day__isnull=False, challenge__occurrence__opened_at__isnull=False,
            challenge__occurrence__closed_at=None, challenge__occurrence__ends_at__gt=now,
        )  # fmt: skip
        taking = rows.order_by("challenge__occurrence__ends_at", "challenge").values_list(
            "author", "challenge", "challenge__occurrence__program__space", "challenge__occurrence__program__is_public"
        )
        sees, chosen = readers.once(spaces_of_each), defaultdict[int, list[int]](list)
        for author, challenge, space, is_public in taking.distinct():
            is_seen = is_public and (space is None or space in sees[author])
            if is_seen and challenge not in chosen[author] and len(chosen[author]) < MOST:
                chosen[author].append(challenge)
        return {pk: those for pk, those in chosen.items() if those}

    def find(self, readers: Readers, chosen: Chosen) -> Said:
        """The challenges, and how far everybody is."""
        wanted = {pk for those in chosen.values() for pk in those}
        rows = Challenge.objects.filter(pk__in=wanted).select_related("occurrence__program__space")
        challenges = {one.pk: one for one in rows}
        still = seen_still(readers, chosen, {pk: one.occurrence.program for pk, one in challenges.items()})
        counted = ChallengeEntry.objects.standing().filter(challenge__in=wanted, author__in=list(chosen))
        mine = counted.order_by().values_list("author", "challenge").annotate(n=Count("pk"))
        return Said(challenges, still, {(author, challenge): n for author, challenge, n in mine})

    def show(self, readers: Readers, chosen: Chosen, found: Said) -> dict[int, list[Piece]]:
        """Each with the reader's own number."""
        return {
            reader: [_piece(found.challenges[pk], found.mine.get((reader, pk), 0)) for pk in found.still[reader]]
            for reader in chosen
            if found.still.get(reader)
        }


def _piece(one: Challenge, mine: int) -> Piece:
    occurrence = one.occurrence
    space, target = occurrence.program.space, one.said.target
    words = ngettext("%(n)d of %(all)d check-in is done", "%(n)d of %(all)d check-ins are done", target)
    return Piece(
        title=occurrence.name, url=page_of(occurrence), meta=words % {"n": mine, "all": target},
        place=space.name if space else "", hue=space.hue if space else 0, action=_("Check in"),
    )  # fmt: skip


register(RunningChallenges())
