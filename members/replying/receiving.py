"""Taking mail in: kept at once, whoever hands it over, and read by its own task."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.lib.mail_in import MOST_BYTES, Incoming
from members.activity import outbox
from members.activity.bell import Bell
from members.replying.handling import handle
from members.replying.models import IncomingMail

KEPT = timedelta(days=60)
"""How long a copy of a mail is known to be one; nothing of its words is kept."""

outbox.register(outbox.Outbox("replies", _("Mail that came in"), IncomingMail.objects.all))
_bell = Bell("members.replying.read")


class TooLarge(ValueError):
    """A mail of more bytes than are taken in."""


@transaction.atomic
def take_in(raw: bytes) -> bool:
    """Keep a mail until it is read. Returns whether it was new; a copy is the mail it copies. Raises TooLarge."""
    if len(raw) > MOST_BYTES:
        raise TooLarge
    _row, new = IncomingMail.objects.get_or_create(key=Incoming(raw).key, defaults={"content": raw})
    if new:
        transaction.on_commit(_bell.ring)
    return bool(new)


def read_all(most: int = 200) -> int:
    """Read what came in, at most so many. Returns of how many something was made."""
    return outbox.deliver(IncomingMail.objects, handle, most)


def forget() -> int:
    """Delete rows that ended long ago. Returns how many."""
    old = IncomingMail.objects.filter(created_at__lt=timezone.now() - KEPT)
    return int(old.exclude(sent_at=None, dropped_at=None).delete()[0])
