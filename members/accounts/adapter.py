"""Where django-allauth asks the house: who may join, what members are called, what is said and written to them."""

import logging
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from config.lib import limits
from config.lib.sealing import BrokenSeal, is_sealed, seal, unseal
from members.accounts.barring import is_refused
from members.accounts.letters import words_of
from members.accounts.sealing import SECRETS
from members.accounts.wording import ERRORS, SAID
from members.installation.models import Installation
from members.invitations.admitting import may_join
from members.letters.writing import write
from members.privacy.returning import offer_return
from members.profiles.models import Member

log = logging.getLogger(__name__)
_TRIES = 5


class AccountAdapter(DefaultAccountAdapter):
    """Our rules and our words for accounts."""

    error_messages = {**DefaultAccountAdapter.error_messages, **ERRORS}

    # --- who may come in

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether this request may open an account: everyone, or those with an invitation."""
        return may_join(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count each try of a password, right or wrong."""
        limits.spend(limits.SIGN_IN_ACCOUNT, str(credentials.get("email", "")).lower())

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """Show those who leave how to come back: they have proven who they are."""
        if way_back := offer_return(request, user):
            return way_back
        return cast("HttpResponse | None", super().pre_login(request, user, **kwargs))

    def login(self, request: HttpRequest, user: Any) -> None:
        """Sign in; the first time, the address has just been proven."""
        super().login(request, user)
        user.join()

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Lead on; suspended members to where they stand, which is nearly all that is open to them."""
        response = super().post_login(request, user, **kwargs)
        return redirect("standing") if user.is_suspended else response

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address of the connection; forwarded headers are believed by the server alone."""
        return request.META.get("REMOTE_ADDR") or "0.0.0.0"  # noqa: S104 - a word for "unknown", nothing listens on it

    # --- a new member

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        """The member a join form describes; nobody sees them before their address is proven."""
        data = form.cleaned_data
        user.name, user.email = data["name"], data["email"]
        user.language = get_language() or ""
        user.time_zone = data.get("time_zone") or user.time_zone
        user.confirmed_at, user.guidelines_accepted_at = None, timezone.now()
        user.set_password(data.get("password1") or None)
        for left in reversed(range(_TRIES)):
            user.handle = Member.objects.free_handle(user.name)
            try:
                with transaction.atomic():
                    user.save()
            except IntegrityError as error:
                # Somebody of the same name was quicker: another number. The same address is for the form to handle.
                if "handle" not in str(error) or not left:
                    raise
            else:
                break
        return user

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """To the page of newcomers, which leads on to where an invitation says, or home."""
        return reverse("welcome")

    # --- words

    def add_message(self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any) -> None:  # fmt: skip  # noqa: E501
        """Say it in our words; what needs no words is left out."""
        message = kwargs.get("message") or SAID.get(
            (message_template or "").rpartition("/")[2].removesuffix(".txt"), ""
        )
        if message:
            messages.add_message(request, level, str(message))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """One of our letters goes into the outbox; nobody waits for a mail server."""
        kind = template_prefix.rpartition("/")[2]
        if kind == "account_already_exists" and is_refused(email):
            kind = "address_refused"
        write(kind, to=email, words=words_of(kind, context))


class SecondFactorAdapter(DefaultMFAAdapter):
    """Names the community in authenticator apps and passkeys."""

    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": ERRORS["incorrect_code"]}

    def get_totp_issuer(self) -> str:
        """The community's name."""
        return Installation.current().name

    def _get_site_name(self) -> str:
        return Installation.current().name

    def encrypt(self, text: str) -> str:
        """Secrets of second factors stand sealed in the database."""
        return seal(SECRETS, text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again. Where no key opens it, one that nobody knows: then no code is right."""
        if not is_sealed(encrypted_text):
            return encrypted_text  # from before secrets were sealed
        try:
            return unseal(SECRETS, encrypted_text)
        except BrokenSeal as error:
            log.warning("A second factor cannot be used: %s", error)
            return str(generate_totp_secret())

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002 - django-allauth's own name
        """What a new passkey is called until its owner says otherwise."""
        number = user.authenticator_set.filter(type=type).count() + 1
        return _("Passkey %(number)d") % {"number": number}
