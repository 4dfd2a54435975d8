"""Keys that let other systems send facts, and digests in place of addresses."""

from __future__ import annotations

import hashlib
import secrets

from django.utils.crypto import salted_hmac

PREFIX = "tkf_"


def new_key() -> str:
    """A key nobody can guess: 256 random bits."""
    return PREFIX + secrets.token_urlsafe(32)


def digest_of(key: str) -> str:
    """What is kept of a key; long random keys need no slow hash."""
    return hashlib.sha256(key.encode()).hexdigest()


def who(address: str) -> str:
    """A digest of a mail address that cannot be made without the secret of this installation.

    After a change of the secret facts that come are not joined to those before; sources send them anew.
    """
    return salted_hmac("talkoot.outside", address.strip().lower(), algorithm="sha256").hexdigest()
