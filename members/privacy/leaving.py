"""Leaving and coming back: closed at once, erased after fourteen days, and until then as if nothing had happened."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from config.lib.live import access_changed
from config.lib.tokens import unsign
from members.activity.log import record
from members.privacy.letters import PURPOSE, tell_it_ends, tell_the_way_back
from members.privacy.models import Leaving
from members.privacy.sessions import end_sessions
from members.profiles.models import Member
from members.profiles.roles import LastOwner


@transaction.atomic
def leave(member: Member, *, by: Member, fate: str) -> Leaving:
    """Close the account, sign it out everywhere and write the way back; does nothing when it leaves already.

    Raises LastOwner.
    """
    Member.objects.one_at_a_time(member)
    if member.is_last_owner_locked():
        raise LastOwner
    before = Leaving.objects.open().filter(number=member.pk).first()
    if before is not None:
        return before
    leaving = Leaving.objects.create(member=member, number=member.pk, fate=fate, asked_by=by)
    member.is_active = False
    member.save(update_fields=["is_active"])
    end_sessions(member)
    record("member.leaving", actor=by, subject=member, fate=leaving.fate)
    tell_the_way_back(leaving, member)
    access_changed(member.pk)
    return leaving


def warn_ending() -> None:
    """Write to whoever has three days left to come back; run often, it is one letter for each of them."""
    for number in Leaving.objects.ending().values_list("pk", flat=True):
        with transaction.atomic():
            ending = Leaving.objects.ending().filter(pk=number).select_for_update(of=("self",)).first()
            if ending is not None and ending.member is not None:
                tell_it_ends(ending, ending.member)


@transaction.atomic
def come_back(leaving: Leaving) -> bool:
    """Open the account again, with everything as it was. False if it came back before, or it is too late."""
    waiting = Leaving.objects.on_the_way().filter(pk=leaving.pk).select_for_update(of=("self",)).first()
    if waiting is None or waiting.member is None:
        return False
    waiting.returned_at = timezone.now()
    waiting.save(update_fields=["returned_at"])
    waiting.member.is_active = True
    waiting.member.save(update_fields=["is_active"])
    record("member.returned", actor=waiting.member, subject=waiting.member)
    return True


def on_the_way(member: Member) -> Leaving | None:
    """The closed account of a member that can still come back."""
    return Leaving.objects.on_the_way().filter(member=member).first()


def by_token(token: str) -> Leaving | None:
    """The account that the button in a letter belongs to, while it can come back."""
    number = unsign(PURPOSE, token)
    if number is None or not number.isdecimal():
        return None
    return Leaving.objects.on_the_way().filter(pk=int(number)).first()
