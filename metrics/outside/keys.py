"""Digests in place of addresses, and how keys of sources begin."""

from __future__ import annotations

from django.utils.crypto import salted_hmac

PREFIX = "tkf_"


def who(address: str) -> str:
    """A digest of a mail address that cannot be made without the secret of this installation.

    After a change of the secret facts that come are not joined to those before; sources send them anew.
    """
    return salted_hmac("talkoot.outside", address.strip().lower(), algorithm="sha256").hexdigest()
