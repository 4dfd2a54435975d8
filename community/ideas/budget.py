"""How many open votes each member has: one number, the owner's choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from community.ideas.models import IdeaRules
from members.activity.log import record

if TYPE_CHECKING:
    from members.profiles.models import Member


@transaction.atomic
def set_votes_each(number: int, *, by: Member) -> None:
    """From now on; who has more open votes than that keeps them, and gives no further one until there are fewer."""
    rules, _made = IdeaRules.objects.select_for_update().get_or_create(pk=1)
    if rules.votes_each != number:
        rules.votes_each = number
        rules.save(update_fields=["votes_each"])
        record("ideas.votes_set", actor=by, subject=rules, votes=number)
