"""The address in a mail that opens a survey without signing in; it names who was asked, and sends nothing by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from config.lib.numbers import whole_number
from config.lib.tokens import sign, unsign
from programs.surveys.models import Asked

if TYPE_CHECKING:
    from members.profiles.models import Member

PURPOSE = "survey"


def token_of(asked: Asked) -> str:
    """What proves that somebody was asked: who has the mail. It is made of the round and the member."""
    return sign(PURPOSE, f"{asked.occurrence_id}-{asked.member_id}")


def asked_by(token: str) -> Asked | None:
    """Who was asked, of a token; None if it is none, or they may not take part any more."""
    parts = (unsign(PURPOSE, token) or "").split("-")
    numbers = [whole_number(part) for part in parts]
    if len(numbers) != 2 or None in numbers:
        return None
    rows = Asked.objects.select_related("member", "occurrence__program", "occurrence__round")
    found = rows.filter(occurrence=numbers[0], member=numbers[1]).first()
    return found if found is not None and _takes_part(found.member) else None


def _takes_part(member: Member) -> bool:
    return member.is_active and not member.is_silenced and not member.is_suspended
