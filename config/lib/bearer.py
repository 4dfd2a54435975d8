"""Keys that other systems send along (`Authorization: Bearer …`), and what they are told, in JSON, when it goes wrong.

Of a key only its digest is kept: rows that a key opens have a `key_digest`, empty for one that opens nothing any more.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

from django.http import JsonResponse
from django.utils.crypto import constant_time_compare

from config.lib import limits
from config.lib.net import network_of

if TYPE_CHECKING:
    from typing import Any

    from django.db.models import QuerySet
    from django.http import HttpRequest


def new_key(prefix: str) -> str:
    """A key nobody can guess: 256 random bits behind letters that say what it is for."""
    return prefix + secrets.token_urlsafe(32)


def digest_of(key: str) -> str:
    """What is kept of a key; long random keys need no slow hash."""
    return hashlib.sha256(key.encode()).hexdigest()


def key_of(request: HttpRequest) -> str:
    """The key a request carries; empty for none."""
    scheme, _space, key = request.headers.get("Authorization", "").partition(" ")
    return key.strip() if scheme.lower() == "bearer" else ""


def opened_by(rows: QuerySet[Any], key: str) -> Any:
    """The one of these rows that a key opens, or None. One query, also without a key: its time tells nothing."""
    digest = digest_of(key)
    row = rows.filter(key_digest=digest).first()
    return row if row is not None and constant_time_compare(row.key_digest, digest) else None


def refused(why: str, status: int) -> JsonResponse:
    """Why it cannot be, in a sentence."""
    return JsonResponse({"error": why}, status=status)


def unknown(request: HttpRequest) -> JsonResponse:
    """The answer to whoever has no key, a wrong one or one that was ended; they cannot try many."""
    answer = spent(limits.WRONG_KEYS, network_of(request))
    if answer is None:
        answer = refused("The key is missing or opens nothing.", 401)
        answer["WWW-Authenticate"] = "Bearer"
    return answer


def spent(limit: limits.Limit, key: object) -> JsonResponse | None:
    """Count one request; the answer to one too many, which says when to come again."""
    wait = limits.hit(limit, key)
    if wait is None:
        return None
    answer = refused(f"Too many requests. Try again in {wait} s.", 429)
    answer["Retry-After"] = str(wait)
    return answer
