"""Asking without a name. Who asked is written down nowhere: not in the row, the log, a case, or the limits.

What shows "Mine" is a sealed cookie of the browser: the numbers of the questions that were asked with it, under a key
of whoever was signed in alone. Of two who share a browser neither learns what the other asked, nor does anybody who
looks into its cookies. The limit is counted under a keyed hash that Valkey forgets after an hour.
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from config.lib.limits import HOUR, Limit, hit
from config.lib.sealing import BrokenSeal, seal, unseal
from members.profiles.refusing import Refusal

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from members.profiles.models import Member
    from programs.series.occurrences import Occurrence

COOKIE, KEPT_SECONDS, MOST = "ama_mine", 60 * 60 * 24 * 60, 50
PER_HOUR = Limit("ama.anonymous", 5, HOUR, closed=True)


def _purpose(request: HttpRequest) -> str:
    return f"ama.mine.{request.user.pk}"


def asked_here(request: HttpRequest) -> frozenset[int]:
    """The numbers of what its reader asked anonymously in this browser; none where the cookie was touched."""
    sealed = request.COOKIES.get(COOKIE, "")
    if not sealed:
        return frozenset()
    try:
        until, *asked = json.loads(unseal(_purpose(request), sealed))
    except (BrokenSeal, ValueError):
        return frozenset()
    return frozenset(asked) if until > time.time() else frozenset()


def remember(request: HttpRequest, response: HttpResponse, question: int) -> None:
    """Let the browser know that it asked this, for 60 days."""
    asked = [*sorted(asked_here(request) - {question}), question][-MOST:]
    sealed = seal(_purpose(request), json.dumps([int(time.time()) + KEPT_SECONDS, *asked]))
    response.set_cookie(
        COOKIE, sealed, max_age=KEPT_SECONDS, path="/", secure=request.is_secure(), httponly=True, samesite="Lax",
    )  # fmt: skip


def too_often(member: Member, occurrence: Occurrence) -> Refusal | None:
    """Count one anonymous question. A hash with the secret key stands for the member, and is gone after an hour."""
    key = salted_hmac("ama.anonymous", f"{occurrence.pk}:{member.pk}", algorithm="sha256").hexdigest()
    if hit(PER_HOUR, key) is None:
        return None
    return Refusal(_("You can ask five anonymous questions an hour. What you typed is kept."))
