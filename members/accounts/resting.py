"""What a suspended member still reaches: where they stand, appealing, their own data, and the way out.

To everything else their session is that of a visitor (`members.accounts.backend`); what a visitor may not do, or what
needs an account, answers with the page that says until when. So a new address is closed to them until it is named here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.crypto import constant_time_compare

from members.profiles.models import Member

READS = frozenset({"GET", "HEAD", "OPTIONS"})
FRAME = "account/resting.html"
"""What their pages stand in: no navigation, which would lead to what is closed."""

OPEN = {
    "standing", "settings_data", "settings_data_ask", "settings_data_file", "settings_data_leave",
    "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "account_logout", "settings_theme",
}  # fmt: skip
"""Addresses that know who they are."""
OPEN_BEGINNINGS = ("appeal_",)
AS_VISITOR = {
    "account_login", "account_request_login_code", "account_confirm_login_code", "mfa_authenticate",
    "mfa_login_webauthn", "account_reset_password", "account_reset_password_from_key", "unsubscribe", "digest_less",
    "journey_stop", "newsletter_stop", "health_memo_stop", "return", "return_by_letter",
}  # fmt: skip
"""Public addresses to which they may also send something, as anybody may."""

Why = Callable[[Member], Any]
_WHY: list[Why] = []


def leave_open(*names: str) -> None:
    """Let suspended members reach these addresses as themselves."""
    OPEN.update(names)


def why(rule: Why) -> Why:
    """Let an app further up say why somebody is suspended: words, or None."""
    _WHY[:] = [rule]
    return rule


def resting_member(request: HttpRequest) -> Member | None:
    """The suspended member whose session this is; None for everybody else. One question, for their sessions alone."""
    if get_user(request).is_authenticated or BACKEND_SESSION_KEY not in request.session:
        return None
    number = str(request.session.get(SESSION_KEY, ""))
    found = Member.objects.get_queryset().filter(pk=int(number)).first() if number.isdecimal() else None
    if found is None or not found.is_active or not found.is_suspended:
        return None
    proof = request.session.get(HASH_SESSION_KEY) or ""
    return found if constant_time_compare(proof, found.get_session_auth_hash()) else None


def is_open(name: str | None) -> bool:
    """Whether suspended members reach the address of this name as themselves."""
    return name is not None and (name in OPEN or name.startswith(OPEN_BEGINNINGS))


def closed(request: HttpRequest, member: Member) -> HttpResponse:
    """Until when and why, with links to what is open."""
    with translation.override(member.language or translation.get_language()):
        words = next((said for rule in _WHY if (said := rule(member))), None)
        response = render(request, "account/suspended.html", {"member": member, "why": words}, status=403)
    response["Cache-Control"] = "private, no-store"
    return response
