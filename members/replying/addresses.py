"""Addresses for one member to answer one thing: short, signed, good for 60 days, and of no use to anybody else.

reply+<token>@…: mail servers may write the part before the @ in capitals or small letters and allow 64 characters
there, so a token is base32 of 24 bytes: who, about what, until when, and 80 bits that prove it.
"""

from __future__ import annotations

import hmac
import re
from base64 import b32decode, b32encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

KEPT = timedelta(days=60)
_EPOCH = date(2026, 1, 1)
_PROOF = 10
_TOKEN = re.compile(r"[a-z2-7]{39}")


@dataclass(frozen=True)
class Errand:
    """What an address is for: a member answers a subject of one kind (empty: mail servers report about the member)."""

    member_id: int
    kind: str = ""
    subject_id: int = 0
    is_direct: bool = False
    """Whether the answer is to the subject itself, or to everything around it."""
    is_late: bool = False
    """Whether the 60 days are over."""


KINDS = ("", "post")
"""What can be answered, as numbered in a token; only ever added to."""


def address_for(errand: Errand) -> str:
    """The address for an errand; empty where no mail can come in. Raises ValueError for a kind not in KINDS."""
    if not settings.MAIL_REPLIES:
        return ""
    last = (timezone.now().date() + KEPT - _EPOCH).days
    said = b"".join(
        (
            bytes([KINDS.index(errand.kind) * 2 + errand.is_direct]),
            last.to_bytes(2),
            errand.member_id.to_bytes(5),
            errand.subject_id.to_bytes(6),
        )
    )
    token = _written(said + _proof(said, settings.SECRET_KEY))
    name, _at, host = settings.MAIL_REPLIES.partition("@")
    return f"{name}+{token}@{host}"


def errand_of(recipients: Iterable[str]) -> Errand | None:
    """The errand of the first of these addresses that was made here; None if there is none."""
    name, _at, host = settings.MAIL_REPLIES.partition("@")
    for address in recipients:
        local, _at, domain = address.strip().lower().rpartition("@")
        before, _plus, token = local.partition("+")
        if settings.MAIL_REPLIES and (before, domain) == (name, host) and _TOKEN.fullmatch(token):
            errand = _read(token)
            if errand is not None:
                return errand
    return None


def _read(token: str) -> Errand | None:
    try:
        whole = b32decode(token.upper() + "=")
    except ValueError:
        return None
    if _written(whole) != token:  # The last letter has three bits to spare, and an address is one or it is not.
        return None
    said, proof = whole[:-_PROOF], whole[-_PROOF:]
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    if not any(hmac.compare_digest(proof, _proof(said, secret)) for secret in secrets) or said[0] // 2 >= len(KINDS):
        return None
    last = _EPOCH + timedelta(days=int.from_bytes(said[1:3]))
    return Errand(
        member_id=int.from_bytes(said[3:8]),
        kind=KINDS[said[0] // 2],
        subject_id=int.from_bytes(said[8:14]),
        is_direct=bool(said[0] % 2),
        is_late=timezone.now().date() > last,
    )


def _written(whole: bytes) -> str:
    return b32encode(whole).decode().rstrip("=").lower()


def _proof(said: bytes, secret: str) -> bytes:
    return salted_hmac("talkoot.reply-by-mail", said, secret=secret, algorithm="sha256").digest()[:_PROOF]
