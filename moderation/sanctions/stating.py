"""What statements of reasons say of a decision's step and of its end."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from moderation.review.proposing import Step
from moderation.sanctions.models import Sanction, Strike
from moderation.statements.asking import ends, steps

if TYPE_CHECKING:
    from moderation.review.decisions import Decision


@steps
def step_of(decision: Decision) -> Step | None:
    """Which step it was of those that counted when it was given; None if it counts as none, or does no longer."""
    strike: Strike | None = Strike.objects.filter(decision=decision, withdrawn_at=None).first()
    if strike is None or strike.number is None or strike.of is None:
        return None
    return Step(strike.person, decision.days, strike.number, strike.of, strike.expires_at)


@ends
def end_of(decision: Decision) -> datetime | None:
    """When a silence or a suspension ends, or ended early."""
    sanction: Sanction | None = Sanction.objects.filter(decision=decision).first()
    if sanction is not None:
        return min(filter(None, (sanction.lifted_at, sanction.ends_at)), default=None)
    return decision.in_force_at + timedelta(days=decision.days) if decision.in_force_at and decision.days else None
