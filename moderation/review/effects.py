"""What decisions do, a class each: how it is done and how it is taken back. Rooms register theirs."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection
from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from moderation.guidelines.measures import Content
from moderation.ledger.writing import enter
from moderation.review.decisions import Effect

if TYPE_CHECKING:
    from members.profiles.models import Member
    from moderation.review.decisions import Decision, DecisionQuerySet

OUT_OF_SIGHT = (Content.HIDE, Content.REMOVE)


class EffectKind(ABC):
    """One thing decisions can do; both ways are in the log."""

    key: ClassVar[str]
    done: ClassVar[str]
    """The word of the log for it (moderation.ledger.acts)."""
    undone: ClassVar[str]
    """And for taking it back."""

    @abstractmethod
    def wanted(self, decision: Decision) -> bool:
        """Whether the decision asks for it."""

    @abstractmethod
    def do(self, decision: Decision, *, by: Member | None) -> dict[str, Any] | None:
        """Do it; what is needed to take it back, or None if nothing changed."""

    @abstractmethod
    def take_back(self, decision: Decision, data: dict[str, Any], *, by: Member | None) -> bool | None:
        """Have it as it was, as far as nobody else changed it since; False if nothing changed."""


EFFECTS: dict[str, EffectKind] = {}
"""By key, in the order in which they are done; they are taken back in the opposite order."""


def register(kind: EffectKind) -> None:
    """Make an effect known. Raises ValueError for a key used twice."""
    if kind.key in EFFECTS:
        raise ValueError(f"Two effects are called {kind.key!r}.")
    EFFECTS[kind.key] = kind


def put_in_force(decision: Decision, *, by: Member | None, is_new: bool = False) -> None:
    """Do all that the decision asks for and that is not done yet, a row of the log for each; inside a transaction.

    Of one that `is_new` nothing is done yet.
    """
    have = set() if is_new else set(decision.effects.filter(taken_back_at=None).values_list("kind", flat=True))
    for key, kind in EFFECTS.items():
        if key in have or not kind.wanted(decision):
            continue
        data = kind.do(decision, by=by)
        if data is not None:
            hand_over(decision, key, data)
            enter(kind.done, by=by, decision=decision)


def take_back(decision: Decision, *, by: Member | None, but: Collection[str] = ()) -> None:
    """Take back all that the decision did, the last thing first, a row of the log for each; inside a transaction.

    What is named in `but` stays done.
    """
    order, done = list(EFFECTS), decision.effects.filter(taken_back_at=None).exclude(kind__in=but)
    rows = sorted(done, key=lambda row: order.index(row.kind), reverse=True)
    for row in rows:
        kind = EFFECTS[row.kind]
        changed = kind.take_back(decision, row.data, by=by)
        row.taken_back_at = timezone.now()
        row.save(update_fields=["taken_back_at"])
        if changed is not False:
            enter(kind.undone, by=by, decision=decision)


class OfThing:
    """What the effects on a thing share: the thing is found by the case."""

    def thing(self, decision: Decision) -> tuple[Any, int]:
        """The kind of the thing, and its number."""
        return decision.case.kind, decision.case.subject_id

    def others(self, decision: Decision) -> DecisionQuerySet:
        """What else holds about the thing, the last first; what hides it while it waits for a second one holds too."""
        _kind, pk = self.thing(decision)
        holds = Q(in_force_at__isnull=False) | Q(content__in=OUT_OF_SIGHT)
        found: DecisionQuerySet = type(decision).objects.standing().exclude(pk=decision.pk).filter(holds)
        found = found.filter(case__subject_type=decision.case.subject_type, case__subject_id=pk)
        return found.select_related("rule").order_by(Coalesce("in_force_at", "decided_at").desc(), "-pk")

    def bring_back(self, decision: Decision, *, by: Member | None) -> bool:
        """Show the thing, unless another decision says otherwise: the last word about it holds, and answers for it."""
        kind, pk = self.thing(decision)
        last = self.others(decision).first()
        if last is None or last.content not in OUT_OF_SIGHT:
            return bool(kind.show(pk, by=by))
        hand_over(last, _keeps_away(last), {})
        item = kind.many([pk]).get(pk)
        if last.content == Content.HIDE and item is not None and item.facts.get("removed"):
            kind.show(pk, by=by)
            kind.hide(pk, by=by, reason=reason_of(last))
        kind.give_reason(pk, reason=reason_of(last))
        return False


def hand_over(decision: Decision, key: str, data: dict[str, Any]) -> None:
    """Have what was done already count as done by this decision: whoever takes it back takes that back."""
    Effect.objects.bulk_create(
        [Effect(decision=decision, kind=key, data=data)], update_conflicts=True, unique_fields=["decision", "kind"],
        update_fields=["data", "at", "taken_back_at"],
    )  # fmt: skip


def _keeps_away(decision: Decision) -> str:
    """The effect by which a decision has the thing out of sight; a proposed removal hides it until it is agreed to."""
    is_removed = decision.content == Content.REMOVE and decision.in_force_at is not None
    return Removed.key if is_removed else Hidden.key


def reason_of(decision: Decision) -> str:
    """What a tombstone says: the rule, or nothing."""
    return str(decision.rule) if decision.rule else ""


class Approved(OfThing, EffectKind):
    """What was held is shown, unless it is hidden or removed."""

    key, done, undone = "approved", "approved", "held"

    def wanted(self, decision: Decision) -> bool:
        """Whatever was decided, holding is over: what may not be seen is hidden or removed."""
        return not decision.case.is_appeal and decision.in_force_at is not None

    def do(self, decision: Decision, *, by: Member | None) -> dict[str, Any] | None:
        """Show it."""
        kind, pk = self.thing(decision)
        return {} if kind.approve(pk, by=by) else None

    def take_back(self, decision: Decision, data: dict[str, Any], *, by: Member | None) -> None:
        """Hold it again."""
        kind, pk = self.thing(decision)
        kind.hold(pk, by=by)


class Hidden(OfThing, EffectKind):
    """The thing is hidden: until it is edited, or until a second moderator agrees to its removal."""

    key, done, undone = "hidden", "hidden", "shown"

    def wanted(self, decision: Decision) -> bool:
        """Hidden, or proposed to be removed."""
        proposed = decision.content == Content.REMOVE and decision.in_force_at is None
        return decision.content == Content.HIDE or proposed

    def do(self, decision: Decision, *, by: Member | None) -> dict[str, Any] | None:
        """Hide it; what is hidden already stays so."""
        kind, pk = self.thing(decision)
        return {} if kind.hide(pk, by=by, reason=reason_of(decision)) else None

    def take_back(self, decision: Decision, data: dict[str, Any], *, by: Member | None) -> bool:
        """Show it, unless something else holds it back."""
        return self.bring_back(decision, by=by)


class ShownAgain(OfThing, EffectKind):
    """What was hidden, and its author changed as they were asked to, is shown when a moderator finds it is fine now."""

    key, done, undone = "shown", "shown", "hidden"

    def wanted(self, decision: Decision) -> bool:
        """It stays, as it is now."""
        stays = decision.content in (Content.KEEP, Content.MOVE)
        return stays and decision.in_force_at is not None and not decision.case.is_appeal

    def do(self, decision: Decision, *, by: Member | None) -> dict[str, Any] | None:
        """Show it, unless it was removed, or a moderator asked its author to change it and they did not."""
        kind, pk = self.thing(decision)
        item = kind.many([pk]).get(pk)
        if item is None or item.facts.get("removed") or not item.facts.get("hidden"):
            return None
        asked = item.edit_asked
        if asked and not self._hidden_by_host(decision):
            return None
        if asked:
            kind.forget_edit(pk, by=by)
        if not kind.show(pk, by=by):
            return None
        if not asked:
            enter("edit_approved", by=by, decision=decision)
        return {"asked": asked}

    def take_back(self, decision: Decision, data: dict[str, Any], *, by: Member | None) -> bool:
        """Hide it again, with the reason of the decision that hides it, if that still stands and has the last word."""
        kind, pk = self.thing(decision)
        last = self.others(decision).first()
        if last is None:
            return False
        if last.content not in OUT_OF_SIGHT:
            hand_over(last, self.key, data)
            return False
        hand_over(last, _keeps_away(last), {})
        hidden = bool(kind.hide(pk, by=by, reason=reason_of(last)))
        if data.get("asked"):
            kind.ask_for_edit(pk, by=by)
        return hidden

    def _hidden_by_host(self, decision: Decision) -> bool:
        """Whether a host's decision hides it, and no moderator's: the team's word is above a host's."""
        others = self.others(decision).filter(in_force_at__isnull=False, content__in=[Content.HIDE, Content.EDIT])
        found = list(others.values_list("is_by_host", flat=True))
        return bool(found) and all(found)


class Removed(OfThing, EffectKind):
    """The thing is removed for good."""

    key, done, undone = "removed", "removed", "shown"

    def wanted(self, decision: Decision) -> bool:
        """Decided, and agreed to."""
        return decision.content == Content.REMOVE and decision.in_force_at is not None

    def do(self, decision: Decision, *, by: Member | None) -> dict[str, Any] | None:
        """Remove it."""
        kind, pk = self.thing(decision)
        return {} if kind.remove(pk, by=by, reason=reason_of(decision)) else None

    def take_back(self, decision: Decision, data: dict[str, Any], *, by: Member | None) -> bool:
        """Show it, unless something else holds it back."""
        return self.bring_back(decision, by=by)


class EditAsked(OfThing, EffectKind):
    """The author is asked to change it."""

    key, done, undone = "edit_asked", "edit_asked", "edit_forgotten"

    def wanted(self, decision: Decision) -> bool:
        """An edit is asked for; what is hidden comes back once it is edited."""
        return decision.content in (Content.EDIT, Content.HIDE) and decision.in_force_at is not None

    def do(self, decision: Decision, *, by: Member | None) -> dict[str, Any] | None:
        """Ask for it."""
        kind, pk = self.thing(decision)
        return {} if kind.ask_for_edit(pk, by=by) else None

    def take_back(self, decision: Decision, data: dict[str, Any], *, by: Member | None) -> bool:
        """Ask no more, unless another decision in force asks for it as well."""
        kind, pk = self.thing(decision)
        others = self.others(decision).filter(in_force_at__isnull=False, content__in=[Content.EDIT, Content.HIDE])
        if (last := others.first()) is not None:
            hand_over(last, self.key, data)
            return False
        return bool(kind.forget_edit(pk, by=by))


class Moved(OfThing, EffectKind):
    """The thing stands in another space."""

    key, done, undone = "moved", "moved", "moved_back"

    def wanted(self, decision: Decision) -> bool:
        """A place was named."""
        return decision.content == Content.MOVE and decision.in_force_at is not None

    def do(self, decision: Decision, *, by: Member | None) -> dict[str, Any] | None:
        """Move it."""
        kind, pk = self.thing(decision)
        before = kind.move(pk, to=decision.to_space_id, by=by)
        return None if before is None else {"before": before}

    def take_back(self, decision: Decision, data: dict[str, Any], *, by: Member | None) -> None:
        """Move it back."""
        kind, pk = self.thing(decision)
        kind.move(pk, to=data["before"], by=by)


for _kind in (Hidden(), ShownAgain(), Removed(), EditAsked(), Moved(), Approved()):
    register(_kind)
