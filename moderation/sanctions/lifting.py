"""Ending a silence, suspension or ban early, with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from members.activity.log import record
from members.profiles.refusing import check
from moderation.ledger.writing import enter
from moderation.sanctions.holding import end
from moderation.sanctions.permissions import may_lift

if TYPE_CHECKING:
    from members.profiles.models import Member
    from moderation.sanctions.models import Sanction


@transaction.atomic
def lift(sanction: Sanction, *, by: Member, why: str) -> bool:
    """Let it hold no more; the strike stays, and so does what other decisions say. The member is told.

    False if it had ended before. Raises NotNow.
    """
    check(may_lift(by, sanction))
    if not end(sanction, by=by, why=why):
        return False
    enter("sanction_lifted", by=by, decision=sanction.decision, member_id=sanction.member_id, kind=sanction.kind)
    record("sanction.lifted", actor=by, subject=sanction, member=sanction.member_id)
    return True
