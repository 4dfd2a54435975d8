"""Bounces: an address that does not exist gets no more mail, and its member is told where they still are."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from members.activity.log import record
from members.replying.models import Unreachable

if TYPE_CHECKING:
    from smtplib import SMTPRecipientsRefused

    from members.profiles.models import Member

AT_ONCE = ("5.0.", "5.1.", "5.2.1", "5.4.4")
"""Beginnings of what servers say when an address or its host is not there: once is enough."""
AFTER = 3
"""So many other refusals for good within MEMORY: full mailboxes and wary servers come to their senses."""
MEMORY = timedelta(days=30)
_STATUS = re.compile(rb"5\.\d{1,3}\.\d{1,3}")


@transaction.atomic
def note_bounce(member: Member, status: str) -> None:
    """A server refused mail to this member for good, with a status such as 5.1.1, or none."""
    row, _new = Unreachable.objects.select_for_update().get_or_create(member=member, defaults={"address": member.email})
    now = timezone.now()
    if row.address != member.email or row.last_at < now - MEMORY:
        row.address, row.bounces, row.stopped_at = member.email, 0, None
    row.bounces, row.last_at = row.bounces + 1, now
    stops = row.stopped_at is None and (status.startswith(AT_ONCE) or row.bounces >= AFTER)
    if stops:
        row.stopped_at = now
    row.save(update_fields=["address", "bounces", "last_at", "stopped_at"])
    if stops:
        record("address.given_up", subject=member)


def note_refusal(member: Member, refused: SMTPRecipientsRefused) -> bool:
    """Keep that a server refused a mail to this member for good; False where it may take it later."""
    code, words = next(iter(refused.recipients.values()))
    if code < 500:
        return False
    status = _STATUS.search(words)
    note_bounce(member, status[0].decode() if status else "")
    return True


def is_unreachable(member: Member) -> bool:
    """Whether mail to the address this member has now came back for good."""
    return Unreachable.objects.filter(member=member, address=member.email, stopped_at__isnull=False).exists()


@transaction.atomic
def try_address_again(member: Member) -> None:
    """Send mail to the address again; does nothing when it was not stopped."""
    if Unreachable.objects.filter(member=member, stopped_at__isnull=False).delete()[0]:
        record("address.tried_again", actor=member, subject=member)
