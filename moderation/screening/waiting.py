"""What waits for a moderator, as its author reads it: why, that a rule did it, by when a human looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from members.profiles.refusing import moment_words
from moderation.review.cases import Case
from moderation.review.subjects import KINDS
from moderation.screening.hits import Hit
from moderation.screening.reasons import Reason, reasons_of_hits
from moderation.screening.rules import Action

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from members.profiles.models import Member
    from moderation.review.subjects import Item

SHOWN = 20
HOLDING = (Action.HOLD, Action.ASK, Action.BLOCK)
"""What a rule does with something that is there and waits; of the last two, its author sent it on."""


@dataclass(frozen=True)
class Waiting:
    """Why something waits, and until when."""

    reasons: tuple[Reason, ...] = ()
    was_objected: bool = False
    """Whether its author asked for a human to look at what a rule had blocked."""
    due_at: datetime | None = None

    @property
    def sentences(self) -> list[str]:
        """Who did it, and by when somebody looks; honest about what is late."""
        said = []
        if self.was_objected:
            said.append(_("A rule had stopped this, not a human. You asked for a human to look at it."))
        elif self.reasons:
            said.append(_("A rule did this, not a human."))
        return [*said, self._when()]

    def _when(self) -> str:
        if self.due_at is None:
            return _("A moderator looks at it first.")
        facts = {"time": moment_words(self.due_at)}
        if self.due_at < timezone.now():
            return _("A moderator should have looked at it by %(time)s. It is late, and not forgotten.") % facts
        return _("A moderator looks at it by %(time)s.") % facts

    @property
    def words(self) -> str:
        """All of it in one line, as it is said at once after posting."""
        said = [reason.words for reason in self.reasons[:1]]
        said += [_("It is about rule %(rule)s.") % {"rule": one.rule} for one in self.reasons[:1] if one.rule]
        return " ".join([_("Only you can see this for now."), *said, *self.sentences])


@dataclass(frozen=True)
class WaitingThing:
    """Something of a member's that waits."""

    item: Item
    waiting: Waiting


def waiting_of(key: str, pks: Collection[int]) -> dict[int, Waiting]:
    """Why each of these held things waits; for their author alone. Two queries for all, one more for guidelines."""
    if not pks:
        return {}
    cases = {case.subject_id: case for case in Case.objects.open().filter(subject_type=key, subject_id__in=list(pks))}
    hits = _hits(list(cases.values()))
    return {pk: _waiting(cases.get(pk), hits) for pk in pks}


def things_of(member: Member) -> list[WaitingThing]:
    """All of a member's that waits, what is due first standing first."""
    found = Case.objects.open().filter(about=member, hits__action__in=HOLDING, hits__is_shadow=False).distinct()
    cases = list(found.next_due()[:SHOWN])
    hits = _hits(cases)
    kinds: dict[str, list[int]] = {}
    for case in cases:
        kinds.setdefault(case.subject_type, []).append(case.subject_id)
    items = {(key, pk): item for key, pks in kinds.items() for pk, item in KINDS[key].many(pks).items()}
    shown = [(case, items.get((case.subject_type, case.subject_id))) for case in cases]
    return [
        WaitingThing(item, _waiting(case, hits))
        for case, item in shown
        if item is not None and item.state == "held" and item.author is not None and item.author.pk == member.pk
    ]


def _hits(cases: list[Case]) -> dict[int, list[Hit]]:
    hits: dict[int, list[Hit]] = {}
    rows = Hit.objects.real().filter(case__in=cases, action__in=HOLDING).select_related("version").order_by("pk")
    for hit in rows if cases else ():
        hits.setdefault(hit.case_id or 0, []).append(hit)
    return hits


def _waiting(case: Case | None, hits: dict[int, list[Hit]]) -> Waiting:
    if case is None:
        return Waiting()
    own = hits.get(case.pk, [])
    return Waiting(reasons_of_hits(own), any(hit.was_objected for hit in own), case.due_at)
