"""django-allauth's views as ours: an audience, our limits, and 422 for a form that was not accepted."""

import json
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from allauth.account.internal.flows.email_verification_by_code import EMAIL_VERIFICATION_CODE_SESSION_KEY
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.mfa.stages import AuthenticateStage
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase

from config.lib import limits
from config.lib.audience import members_only, public
from config.lib.net import network_of

if TYPE_CHECKING:
    from config.lib.audience import View

    Key = Callable[[HttpRequest], object]

CREDENTIAL_MAX = 50_000
"""Characters of what a passkey answers; a few thousand are usual."""
_ANSWER = {"id", "rawId", "response"}


def entrance(view: "View", *, counted: bool = False, code_of: "Key | None" = None) -> "View":
    """A page before signing in. `counted`: a POST is a try to get in; `code_of`: it tries that account's code."""
    return public(_ours(view, counted=counted, code_of=code_of))


def inside(view: "View", *, code_of: "Key | None" = None) -> "View":
    """A page about one's own account."""
    return members_only(_ours(view, counted=False, code_of=code_of))


def _ours(view: "View", *, counted: bool, code_of: "Key | None") -> "View":
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST":
            _count(request, counted, code_of)
            _check_credential(request.POST.get("credential", ""))
            # What is done and the letter that tells it are written together, or not at all.
            with transaction.atomic():
                response = view(request, *args, **kwargs)
        else:
            response = view(request, *args, **kwargs)
        if request.method == "POST" and response.status_code == 200:
            response.status_code = 422
        return response

    return wrapped


def _check_credential(text: str) -> None:
    """Raises BadRequest for an answer no passkey gives and django-allauth's form does not stand."""
    if not text:
        return
    if len(text) > CREDENTIAL_MAX:
        raise BadRequest
    try:
        answer = json.loads(text)
        # Half a character can be written as JSON, but not be shown again.
        json.dumps(answer, ensure_ascii=False).encode()
    except json.JSONDecodeError:
        return  # the form says so
    except (ValueError, RecursionError) as error:
        raise BadRequest from error
    if isinstance(answer, dict) and not (answer.keys() >= _ANSWER and isinstance(answer["response"], dict)):
        raise BadRequest


def _count(request: HttpRequest, counted: bool, code_of: "Key | None") -> None:
    """Resending a code costs a mail to that address, anything else a try of the code."""
    if counted:
        limits.spend(limits.SIGN_IN_NETWORK, network_of(request))
    key = code_of(request) if code_of else None
    if key and request.POST.get("action") in ("resend", "change"):
        limits.spend(limits.MAIL_ADDRESS, request.POST.get("email", "").strip().lower() or key)
    elif key:
        limits.spend(limits.CODE_ACCOUNT, key)


def address_signing_in(request: HttpRequest) -> object:
    """The address a sign-in code was sent to."""
    stage = LoginStageController.enter(request, LoginByCodeStage.key)
    return stage.state.get("email") if stage else None


def address_to_prove(request: HttpRequest) -> object:
    """The address a confirmation code was sent to."""
    return (request.session.get(EMAIL_VERIFICATION_CODE_SESSION_KEY) or {}).get("email")


def account_signing_in(request: HttpRequest) -> object:
    """The account that waits for its second factor."""
    stage = LoginStageController.enter(request, AuthenticateStage.key)
    return f"factor:{stage.login.user.pk}" if stage and stage.login.user else None


def own_account(request: HttpRequest) -> object:
    """The account of whoever is signed in."""
    return f"factor:{request.user.pk}"
