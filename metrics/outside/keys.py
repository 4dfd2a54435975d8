"""Digests in place of addresses, and how keys of sources begin."""

from __future__ import annotations

import unicodedata

from django.utils.crypto import salted_hmac

PREFIX = "tkf_"


def folded(name: str) -> str:
    """A name as names of sources and facts are compared, everywhere; “Straße” and “STRASSE ” are one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", " ".join(name.split())).casefold())


def small(address: str) -> str:
    """An address as addresses of members are kept and compared."""
    return address.strip().lower()


def who(address: str) -> str:
    """A digest of a mail address that cannot be made without the secret of this installation.

    After a change of the secret facts that come are not joined to those before; sources send them anew.
    """
    return salted_hmac("talkoot.outside", small(address), algorithm="sha256").hexdigest()
