"""What statements of reasons say of a decision's step and of its end."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from moderation.review.proposing import Step
from moderation.sanctions.ladder import ladder_of
from moderation.sanctions.models import Sanction, Strike
from moderation.statements.asking import ends, steps

if TYPE_CHECKING:
    from moderation.review.decisions import Decision


@steps
def step_of(decision: Decision) -> Step | None:
    """Which step it was of those that counted when it was given; None if it counts as none, or does no longer."""
    strike: Strike | None = Strike.objects.filter(decision=decision, withdrawn_at=None).first()
    if strike is None:
        return None
    counted = Strike.objects.live(strike.given_at).filter(member=strike.member_id, given_at__lt=strike.given_at).count()
    most = len(ladder_of(decision.case.severity))
    return Step(strike.person, decision.days, min(counted + 1, most), most, strike.expires_at)


@ends
def end_of(decision: Decision) -> datetime | None:
    """When a silence or a suspension ends, or ended early."""
    sanction: Sanction | None = Sanction.objects.filter(decision=decision).first()
    if sanction is not None:
        return min(filter(None, (sanction.lifted_at, sanction.ends_at)), default=None)
    return decision.in_force_at + timedelta(days=decision.days) if decision.in_force_at and decision.days else None
