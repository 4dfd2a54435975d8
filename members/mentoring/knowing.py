"""A mentor and a newcomer are no strangers: their first message is no request."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from members.mentoring.models import Mentorship
from members.messages.knowing import ask


def _mentored(member_id: int, others: Collection[int]) -> set[int]:
    """Of these others, those who have a mentorship with somebody."""
    pairs = Mentorship.objects.running().filter(
        Q(mentor=member_id, newcomer__in=others) | Q(newcomer=member_id, mentor__in=others)
    )
    return {other for pair in pairs.values_list("mentor", "newcomer") for other in pair} - {member_id}


ask(_mentored)
