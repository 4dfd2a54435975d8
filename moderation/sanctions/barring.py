"""Whoever leaves while they are suspended: with their address no new account is opened until the suspension ends."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from members.accounts.barring import refuse
from members.privacy.erasers import Eraser, Leaver
from moderation.sanctions.models import BarredAddress

_PURPOSE = "talkoot.barred-address"


def _digest(email: str, secret: str) -> str:
    return salted_hmac(_PURPOSE, email.strip().lower(), secret=secret, algorithm="sha256").hexdigest()


def bar(email: str, until: datetime) -> None:
    """Keep a hash of the address, with a key of this installation; the address itself is kept nowhere."""
    kept = BarredAddress.objects.get_or_create(
        digest=_digest(email, settings.SECRET_KEY), defaults={"until": until}
    )[0]  # fmt: skip
    if kept.until < until:
        kept.until = until
        kept.save(update_fields=["until"])


@refuse
def is_barred(email: str) -> bool:
    """Whether this address belonged to somebody whose suspension runs still."""
    digests = [_digest(email, secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    return bool(BarredAddress.objects.filter(digest__in=digests, until__gt=timezone.now()).exists())


class AddressesOfSuspended(Eraser):
    """Before an account is gone: what its suspension says goes on for its addresses."""

    key = "barred-addresses"

    def step(self, leaver: Leaver, after: int) -> int | None:
        """All at once: there are few."""
        member = leaver.member
        if member.is_suspended and member.suspended_until is not None:
            for address in {member.email.lower(), *leaver.who.addresses}:
                bar(address, member.suspended_until)
        return None
