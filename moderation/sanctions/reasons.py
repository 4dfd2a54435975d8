"""Why somebody is suspended, for the page that says so; and that they read the statement of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from members.accounts.resting import leave_open, why
from moderation.sanctions.models import SanctionKind
from moderation.sanctions.standing import longest

if TYPE_CHECKING:
    from members.profiles.models import Member

leave_open("statement")  # a decision about oneself stays readable


@why
def rule_of(member: Member) -> str | None:
    """The rule that the longest suspension cites; None if it cites none."""
    sanction = longest(member, SanctionKind.SUSPEND, SanctionKind.BAN)
    if sanction is None or sanction.decision.rule is None or not sanction.decision.is_final:  # told with the letter
        return None
    return str(sanction.decision.rule)
