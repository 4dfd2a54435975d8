"""The card on home: a survey that waits for its reader's answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from community.home.cards import Card, register
from programs.surveys.announcing import promise
from programs.surveys.models import Asked

if TYPE_CHECKING:
    from members.profiles.models import Member


def waiting_for(member: Member) -> Asked | None:
    """The survey that closes next, of those that ask a member and that they neither answered nor put off."""
    asked = Asked.objects.of(member).filter(answered_on=None, put_off_on=None)
    asked = asked.filter(occurrence__closed_at=None, occurrence__ends_at__gt=timezone.now())
    return asked.select_related("occurrence__program", "occurrence__round").order_by("occurrence__ends_at").first()


def card_for(member: Member) -> Card | None:
    """One query; no card for who is asked nothing."""
    asked = waiting_for(member) if not member.is_silenced else None
    if asked is None:
        return None
    round_ = asked.occurrence.round
    return Card("programs/surveys/_card.html", {"occurrence": asked.occurrence, "promise": promise(round_)})


register(card_for)
