"""Setting a stage by hand, or by a step of a journey: it holds until the rules see something new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from members.activity.log import record
from members.profiles.models import Member
from members.stages.models import Stage, StageChoice, Standing
from members.stages.ruling import deciding, rulings

if TYPE_CHECKING:
    from datetime import datetime


@transaction.atomic
def move(member: Member, stage: str, *, by: Member | None, why: str) -> bool:
    """Bring somebody to a stage for a reason that managers read; by nobody: a journey does it. False if they are there.

    Where the rules see them elsewhere, they stay here until the rules see them somewhere else than today.
    Raises StagesRest where a rule cannot be asked, ValueError for an unknown stage, no reason or a closed account.
    """
    wanted, now = Stage(stage), timezone.now()
    if not why:
        raise ValueError("A stage is set for a reason.")
    ruled = _ruled(member, now)
    standing = _standing(member)
    if standing.stage == wanted:
        return False
    choice = StageChoice.objects.create(member=member, stage=wanted, reason=why, by=by, at=now)
    record("stage.changed", actor=by, subject=member, before=standing.stage, after=str(wanted), choice=choice.pk)
    standing.stage, standing.since, standing.ruled = wanted, now, "" if ruled == wanted else ruled
    standing.save(update_fields=["stage", "since", "ruled"])
    return True


@transaction.atomic
def let_rules_decide(member: Member, *, by: Member) -> None:
    """Hold somebody no longer where they were set; the next look moves them."""
    standing = _standing(member)
    if standing.ruled:
        standing.ruled = ""
        standing.save(update_fields=["ruled"])
        record("stage.left_to_rules", actor=by, subject=member)


def _ruled(member: Member, now: datetime) -> str:
    """Where the rules see somebody now."""
    asked = Member.objects.present().filter(pk=member.pk).annotate(target=deciding(rulings(), now))
    found = asked.values_list("target", flat=True).first()
    if found is None:
        raise ValueError("Only somebody with an open account stands anywhere.")
    return str(found)


def _standing(member: Member) -> Standing:
    """Their place, which nobody else changes until the running transaction ends."""
    Standing.objects.get_or_create(member=member)
    return Standing.objects.select_for_update(of=("self",)).get(member=member)
