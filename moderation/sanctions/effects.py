"""What decisions do to a person, and how it is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.utils import timezone

from moderation.guidelines.measures import STRIKES, Person
from moderation.review.effects import EffectKind, register
from moderation.sanctions.holding import end, impose
from moderation.sanctions.ladder import place_after
from moderation.sanctions.models import LIVES, Sanction, SanctionKind, Strike
from moderation.sanctions.steps import rungs

if TYPE_CHECKING:
    from members.profiles.models import Member
    from moderation.review.decisions import Decision


def is_for_person(decision: Decision) -> bool:
    """Whether it does something to the person now: several cases that were decided as one do it once."""
    return decision.in_force_at is not None and decision.about_id is not None and decision.joined_to_id is None


class Struck(EffectKind):
    """A strike that counts for 90 days."""

    key, done, undone = "strike", "struck", "strike_withdrawn"

    def wanted(self, decision: Decision) -> bool:
        """From educating on, once it is in force."""
        return is_for_person(decision) and decision.person in STRIKES

    def do(self, decision: Decision, *, by: Member | None) -> dict[str, Any] | None:
        """Count it."""
        assert decision.about is not None
        now, of = timezone.now(), len(rungs())
        others = Strike.objects.live(now).filter(member=decision.about).exclude(decision=decision)
        strike = Strike(
            decision=decision, member=decision.about, person=decision.person, of=of, given_at=now,
            number=place_after(others.count(), decision.severity, of), expires_at=now + LIVES,
        )  # fmt: skip
        changed = ["member", "person", "number", "of", "given_at", "expires_at", "withdrawn_at"]
        Strike.objects.bulk_create([strike], update_conflicts=True, unique_fields=["decision"], update_fields=changed)
        return {}

    def take_back(self, decision: Decision, data: dict[str, Any], *, by: Member | None) -> bool:
        """Count it no more. What was told as expired had ended before."""
        strike = Strike.objects.select_for_update().filter(decision=decision, withdrawn_at=None).first()
        if strike is None:
            return False
        strike.withdrawn_at = timezone.now()
        strike.save(update_fields=["withdrawn_at"])
        return strike.told_expired_at is None


class Sanctioned(EffectKind):
    """A silence, a suspension or a ban."""

    person: ClassVar[Person]
    kind: ClassVar[SanctionKind]

    def wanted(self, decision: Decision) -> bool:
        """Decided, and in force."""
        return is_for_person(decision) and decision.person == self.person

    def do(self, decision: Decision, *, by: Member | None) -> dict[str, Any] | None:
        """Let it hold."""
        impose(decision, self.kind, days=decision.days)
        return {}

    def take_back(self, decision: Decision, data: dict[str, Any], *, by: Member | None) -> bool:
        """Let it hold no more; what others decided goes on. What time or somebody ended had ended before."""
        sanction = Sanction.objects.filter(decision=decision).select_related("member").first()
        return sanction is not None and end(sanction, by=by)


class Silenced(Sanctioned):
    """Reads, and writes nothing."""

    key, done, undone = "silenced", "silenced", "unsilenced"
    person, kind = Person.SILENCE, SanctionKind.SILENCE


class Suspended(Sanctioned):
    """Does not take part."""

    key, done, undone = "suspended", "suspended", "unsuspended"
    person, kind = Person.SUSPEND, SanctionKind.SUSPEND


class Banned(Sanctioned):
    """Does not take part any more."""

    key, done, undone = "banned", "banned", "unbanned"
    person, kind = Person.BAN, SanctionKind.BAN


for _kind in (Struck(), Silenced(), Suspended(), Banned()):
    register(_kind)
