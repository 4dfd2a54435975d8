"""Joining, and the page about the safety of one's account."""

from typing import cast
from urllib.parse import urlencode

from allauth.account.internal.flows.email_verification_by_code import EMAIL_VERIFICATION_CODE_SESSION_KEY
from allauth.account.views import email, signup
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import MemberRequest, members_only, public
from members.accounts.entrance import entrance, inside
from members.installation.admitting import SignUp
from members.installation.models import Installation
from members.invitations.admitting import FIELD
from members.invitations.attributing import LINK

_signup, _email = entrance(signup), inside(email)


@public
def join(request: HttpRequest) -> HttpResponseBase:
    """Open an account; where the team decides, people without an invitation come to the application instead."""
    asked_to_apply = Installation.current().sign_up == SignUp.APPLICATION
    if asked_to_apply and not request.user.is_authenticated and not (request.GET.get(FIELD) or request.POST.get(FIELD)):
        link = request.GET.get(LINK, "")[:24]
        return redirect(f"{reverse('apply')}?{urlencode({LINK: link})}" if link else "apply")
    return _signup(request)


@members_only
def address(request: HttpRequest) -> HttpResponseBase:
    """The address of the account; a new one leads to the page that asks for its code."""
    answer = _email(request)
    if (
        request.method == "POST"
        and answer.status_code == 302
        and EMAIL_VERIFICATION_CODE_SESSION_KEY in request.session
    ):
        return redirect("account_email_verification_sent")
    return answer


@members_only
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Password, second factors, passkeys and sessions on one page."""
    member = cast(MemberRequest, request).user
    factors = list(Authenticator.objects.filter(user=member).order_by("created_at"))
    codes = next((a for a in factors if a.type == Authenticator.Type.RECOVERY_CODES), None)
    page = {
        "app": next((a for a in factors if a.type == Authenticator.Type.TOTP), None),
        "passkeys": [a.wrap() for a in factors if a.type == Authenticator.Type.WEBAUTHN],
        "recovery": codes,
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else 0,
        "sessions": UserSession.objects.purge_and_list(member),
    }
    return render(request, "members/settings/security.html", page)


@members_only
@require_POST
def session_end(request: HttpRequest, session_id: int) -> HttpResponse:
    """Sign one of one's own devices out."""
    session = get_object_or_404(UserSession, pk=session_id, user=cast(MemberRequest, request).user)
    session.end()
    messages.success(request, _("That device is signed out."))
    return redirect("settings_security")
