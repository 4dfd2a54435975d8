"""Who could agree to a proposal, or to taking a decision back, and is asked to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from members.profiles.models import Member
from moderation.review.permissions import may_agree, may_agree_to_reverse
from moderation.rota.shifts import of_the_team
from moderation.rota.showing import on_duty

if TYPE_CHECKING:
    from collections.abc import Iterable

    from moderation.review.decisions import Decision


def seconds(decision: Decision) -> list[Member]:
    """Who is on duty and may agree; if nobody is, everybody of the team who may."""
    there = _those_who_may(on_duty(timezone.now()), decision)
    return there or _those_who_may(Member.objects.get_queryset().filter(of_the_team()).order_by("pk"), decision)


def _those_who_may(members: Iterable[Member], decision: Decision) -> list[Member]:
    if decision.is_proposal:
        return [member for member in members if may_agree(member, decision) is None]
    asked = decision.take_backs.filter(settled_at=None).values_list("asked_by", flat=True).first()
    return [member for member in members if may_agree_to_reverse(member, decision, asked_by=asked) is None]
