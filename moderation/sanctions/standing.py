"""Where a member stands, in their own eyes: what holds, what counts, what was taken out of sight, what was reversed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from moderation.guidelines.measures import Content, Person
from moderation.review.cases import APPEAL
from moderation.review.decisions import Decision
from moderation.review.subjects import KINDS, is_mendable
from moderation.sanctions.models import Sanction, SanctionKind, Strike
from moderation.screening.waiting import WaitingThing, things_of
from moderation.statements.stating import statement_of

if TYPE_CHECKING:
    from members.profiles.models import Member
    from moderation.review.subjects import Item
    from moderation.statements.stating import Statement

SHOWN = 20
"""The latest; there is a letter about each."""
READ = ("case", "about", "rule__guidelines", "appeal")
WITH = (*READ, *(f"joined_to__{name}" for name in READ))
"""What a statement reads of its decision, and of the one it joined."""
DONE = {
    Content.EDIT: _("You are asked to edit it"),
    Content.HIDE: _("Hidden until it is edited"),
    Content.REMOVE: _("Removed"),
    Content.MOVE: _("Moved"),
}
STEPS = {
    Person.EDUCATE: _("A hint"),
    Person.WARN: _("A warning"),
    Person.SILENCE: _("Silenced"),
    Person.SUSPEND: _("Suspended"),
    Person.BAN: _("Banned"),
}
"""What a member reads for each step."""

HIDING = ("hidden", "removed")
"""Effects that take something out of sight."""
ALREADY = {
    False: _("Something you wrote was taken out of sight a moment ago. The reasons come by letter within a minute."),
    True: _("Something you wrote is out of sight until a second moderator has looked. You are told what they decide."),
}
"""By whether it is only proposed."""


@dataclass(frozen=True)
class Taken:
    """Something of theirs that was decided about."""

    decision: Decision
    done: str
    item: Item | None
    statement: Statement


@dataclass(frozen=True)
class Counted:
    """One step, and how it is called."""

    strike: Strike
    name: str
    statement: Statement


@dataclass(frozen=True)
class Standing:
    """All of it, for the member alone."""

    silenced: Sanction | None
    suspended: Sanction | None
    live: list[Counted]
    over: list[Counted]
    taken: list[Taken]
    reversed: list[Taken]
    holds_already: list[str]
    """What holds before its reasons are told, a sentence each."""
    waiting: list[WaitingThing]

    @property
    def is_clear(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.live or self.over or self.taken or self.reversed or self.holds_already or self.waiting)

    @property
    def why_silenced(self) -> Statement | None:
        """The reasons for the silence that holds, once they are told."""
        return _told(self.silenced)

    @property
    def why_suspended(self) -> Statement | None:
        """The reasons for the suspension or ban that holds, once they are told."""
        return _told(self.suspended)


def standing_of(member: Member) -> Standing:
    """Worked out anew each time; what a member may read of themself, with their own words."""
    told = Decision.objects.final().filter(about=member)
    rows = Strike.objects.filter(member=member, decision__in=told.values("pk"))
    rows = rows.select_related(*(f"decision__{name}" for name in WITH))
    strikes = list(rows.order_by("-given_at", "-pk")[:SHOWN])
    told = told.exclude(case__subject_type=APPEAL).select_related(*WITH).order_by("-in_force_at", "-pk")
    holding = list(told.filter(reversed_at=None, content__in=list(DONE))[:SHOWN])
    known = told.filter(letters__isnull=False, reversed_at__isnull=False).distinct()
    reversed_ = list(known[:SHOWN])
    items = items_of([*holding, *reversed_])
    return Standing(
        silenced=longest(member, SanctionKind.SILENCE),
        suspended=longest(member, SanctionKind.SUSPEND, SanctionKind.BAN),
        live=[_counted(strike) for strike in strikes if strike.is_live],
        over=[_counted(strike) for strike in strikes if strike.is_expired],
        taken=_all_taken(holding, items),
        reversed=_all_taken(reversed_, items),
        holds_already=_hold_already(member),
        waiting=things_of(member),
    )


def _told(sanction: Sanction | None) -> Statement | None:
    return statement_of(sanction.decision) if sanction is not None and sanction.decision.is_final else None


def _hold_already(member: Member) -> list[str]:
    """What is out of sight though nothing was told yet: decided a moment ago, or proposed."""
    rows = Decision.objects.standing().filter(about=member, effects__kind__in=HIDING, effects__taken_back_at=None)
    rows = rows.exclude(pk__in=Decision.objects.final().filter(about=member).values("pk")).distinct()
    waits = {row.is_proposal for row in rows}
    return [str(words) for proposed, words in ALREADY.items() if proposed in waits]


def longest(member: Member, *kinds: SanctionKind) -> Sanction | None:
    """Of those in force, the one that ends last."""
    rows = Sanction.objects.in_force().filter(member=member, kind__in=kinds)
    return max(rows.select_related(*(f"decision__{name}" for name in WITH)), key=lambda row: row.until, default=None)


def items_of(decisions: list[Decision]) -> dict[tuple[str, int], Item]:
    """The things that decisions are about, one question for each kind."""
    wanted = defaultdict[str, set[int]](set)
    for decision in decisions:
        wanted[decision.case.subject_type].add(decision.case.subject_id)
    return {
        (key, pk): item
        for key, pks in wanted.items()
        if key in KINDS
        for pk, item in KINDS[key].many(sorted(pks)).items()
    }


def _all_taken(decisions: list[Decision], items: dict[tuple[str, int], Item]) -> list[Taken]:
    """What was decided as one has one statement."""
    leading = {decision.leading.pk: decision.leading for decision in decisions}
    statements = {pk: statement_of(one) for pk, one in leading.items()}
    return [_taken(decision, items, statements[decision.leading.pk]) for decision in decisions]


def _taken(decision: Decision, items: dict[tuple[str, int], Item], statement: Statement) -> Taken:
    found = items.get((decision.case.subject_type, decision.case.subject_id))
    # What somebody else wrote by now, or a thing without an author, is not theirs to read here.
    own = found if found is not None and found.author is not None and found.author.pk == decision.about_id else None
    done: Any = DONE.get(Content(decision.content)) or STEPS.get(Person(decision.person))
    if not is_mendable(decision.case.subject_type):
        done = decision.became
    return Taken(decision, str(done or ""), own, statement)


def _counted(strike: Strike) -> Counted:
    return Counted(strike, str(STEPS[Person(strike.person)]), statement_of(strike.decision))
