"""The letters about accounts: subject, sentences, and a code or a button."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from members.installation.models import Installation
from members.letters.writing import CODES, LINKS, Words


def words_of(name: str, context: Mapping[str, Any]) -> Words:
    """The words of a letter that django-allauth sends, by its name. Raises KeyError for one it never sends here."""
    community = Installation.current().name
    if name in ("email_confirmation", "email_confirmation_signup"):
        return _confirmation(community, context)
    if name == "login_code":
        return _sign_in_code(community, context)
    if name == "account_already_exists":
        return _known(community)
    if name == "address_refused":
        return _refused(community)
    if name == "unknown_account":
        return _unknown(community)
    if name == "password_reset_key":
        return _reset(context)
    return _notice(name, context)


def address(name: str) -> str:
    """The whole address of one of our pages."""
    return f"{settings.PUBLIC_URL}{reverse(name)}"


def _confirmation(community: str, context: Mapping[str, Any]) -> Words:
    return Words(
        subject=_("%(code)s is your code for %(community)s") % {"code": context["code"], "community": community},
        lines=[_("Enter this code on the page that asked for it. It works for 15 minutes.")],
        code=context["code"],
        useful_for=CODES,
    )


def _sign_in_code(community: str, context: Mapping[str, Any]) -> Words:
    return Words(
        subject=_("%(code)s signs you in to %(community)s") % {"code": context["code"], "community": community},
        lines=[_("Enter this code where you asked for it. It works once, for 15 minutes.")],
        code=context["code"],
        useful_for=CODES,
        after=[_("Nobody from the team will ever ask you for it.")],
    )


def _known(community: str) -> Words:
    return Words(
        subject=_("You have an account at %(community)s") % {"community": community},
        lines=[
            _("Somebody wanted to open an account with this address, which has one. Sign in with a code by e-mail.")
        ],
        button=_("Sign in"),
        useful_for=CODES,
        url=address("account_request_login_code"),
    )


def _refused(community: str) -> Words:
    return Words(
        subject=_("No new account at %(community)s") % {"community": community},
        lines=[
            _("Somebody wanted to open an account with this address. The account it had was suspended."),
            _("Until the suspension ends no new account is opened with it."),
        ],
        useful_for=CODES,
    )


def _unknown(community: str) -> Words:
    return Words(
        subject=_("No account at %(community)s") % {"community": community},
        lines=[
            _("Somebody wanted to sign in with this address, which has no account here. You may have used another one.")
        ],
        button=_("Join"),
        useful_for=CODES,
        url=address("account_signup"),
    )


def _reset(context: Mapping[str, Any]) -> Words:
    path = str(context["password_reset_url"]).split("/", 3)[-1]
    return Words(
        subject=_("Choose a new password"),
        lines=[_("This link lets you choose a new password. It works once, for one hour.")],
        button=_("Choose a new password"),
        # The Host header of a request does not decide where a link leads.
        url=f"{settings.PUBLIC_URL}/{path}",
        useful_for=LINKS,
    )


def _notice(name: str, context: Mapping[str, Any]) -> Words:
    """A change to the account's safety."""
    said = {
        "password_changed": _("The password of your account was changed."),
        "password_reset": _("A new password was chosen for your account, by a link sent to this address."),
        "password_set": _("Your account has a password now."),
        "email_changed": _("Your account has another e-mail address now. This is the last letter to this one."),
        "recovery_codes_generated": _("New recovery codes were made for your account."),
        "recovery_code_used": _("A recovery code was used to get into your account."),
        "totp_activated": _("An authenticator app was added to your account."),
        "totp_deactivated": _("The authenticator app was removed from your account."),
        "webauthn_added": _("A passkey was added to your account."),
        "webauthn_removed": _("A passkey was removed from your account."),
    }[name]
    return Words(
        subject=said,
        lines=[_("If this was you, all is well. If not, choose a new password now and end the other sessions.")],
        button=_("Open security settings"),
        url=address("settings_security"),
        after=[_("From %(ip)s, with %(browser)s.") % {"ip": context["ip"], "browser": context["user_agent"][:120]}],
        why=_("You get this because it is about the safety of your account. It cannot be switched off."),
    )
