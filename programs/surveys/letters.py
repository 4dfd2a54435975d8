"""The address in a mail that opens a survey without signing in; it names who was asked, and sends nothing by itself."""

from __future__ import annotations

from django.utils.crypto import constant_time_compare, salted_hmac

from config.lib.numbers import whole_number
from config.lib.tokens import sign, unsign
from members.accounts.standing import standing_of
from members.profiles.models import Member
from programs.surveys.models import Asked

PURPOSE = "survey"


def token_of(asked: Asked) -> str:
    """What proves that somebody was asked: who has the mail. It dies with the address it went to, and the password."""
    return sign(PURPOSE, f"{asked.occurrence_id}-{asked.member_id}-{_standing(asked.member)}")


def _standing(member: Member) -> str:
    return salted_hmac("survey.letter", f"{standing_of(member)}:{member.email}", algorithm="sha256").hexdigest()[:16]


def asked_by(token: str) -> Asked | None:
    """Who was asked, of a token; None if it is none, or they may not take part any more."""
    parts = (unsign(PURPOSE, token) or "").split("-")
    if len(parts) != 3:
        return None
    occurrence, number = whole_number(parts[0]), whole_number(parts[1])
    member = Member.objects.get_queryset().filter(pk=number or 0).first()
    if member is None or not _takes_part(member) or not constant_time_compare(parts[2], _standing(member)):
        return None
    rows = Asked.objects.of(member).select_related("member", "occurrence__program", "occurrence__round")
    found: Asked | None = rows.filter(occurrence=occurrence or 0).first()
    return found


def _takes_part(member: Member) -> bool:
    return member.is_active and not member.is_silenced and not member.is_suspended
