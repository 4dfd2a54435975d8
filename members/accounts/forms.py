"""The forms of the account pages: django-allauth's, in our words and with our limits."""

from typing import Any

from allauth.account import forms as account
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as factors
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as app
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from config.lib import limits
from config.lib.net import network_of

_BOUNDS = {"login": 254, "email": 254, "code": 64, "name": 60} | dict.fromkeys(
    ("password", "oldpassword", "password1", "password2"), 256
)
_LABELS: dict[str, Any] = {
    "login": _("E-mail"),
    "email": _("E-mail"),
    "password": _("Password"),
    "oldpassword": _("Your password now"),
    "password1": _("New password"),
    "password2": _("New password again"),
    "code": _("Code"),
    "name": _("Name of this passkey"),
}
_HINTS: dict[str, Any] = {"password1": _("At least 10 characters; a few words are easiest to remember.")}


class Ours(forms.Form):
    """Our labels and hints, no placeholders, an upper bound on every text."""

    labels: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name) or _LABELS.get(name, field.label)
            field.help_text = _HINTS.get(name, "")
            if isinstance(field, forms.CharField) and name in _BOUNDS:
                bound(field, _BOUNDS[name])
        if code := self.fields.get("code"):
            code.widget.attrs.update(autocomplete="one-time-code", autocapitalize="characters", spellcheck="false")
            code.widget.attrs["class"] = "code"


def bound(field: forms.CharField, most: int) -> None:
    """Refuse longer texts before any work is done with them."""
    field.max_length = most
    field.validators.append(MaxLengthValidator(most))
    field.widget.attrs["maxlength"] = str(most)


class SignInForm(Ours, account.LoginForm):
    """E-mail and password."""

    def clean(self) -> Any:
        cleaned = super().clean() or {}
        if not self.errors and self.user is not None:
            address = self.user.emailaddress_set.filter(email__iexact=cleaned["login"]).first()
            if address is None or not address.verified:
                # Going on sends a code to an address nobody has proven.
                limits.spend(limits.MAIL_ADDRESS, cleaned["login"].lower())
        return cleaned


class AskForCodeForm(Ours, account.RequestLoginCodeForm):
    """An address to send a sign-in code to, whether or not it has an account."""

    def clean_email(self) -> str:
        limits.spend(limits.MAIL_ADDRESS, self.cleaned_data["email"].lower())
        return str(super().clean_email())


class ResetForm(Ours, account.ResetPasswordForm):
    """An address to send a link to, whether or not it has an account."""

    def clean_email(self) -> str:
        limits.spend(limits.RESET_ACCOUNT, self.cleaned_data["email"].lower())
        limits.spend(limits.RESET_NETWORK, network_of(context.request))
        return str(super().clean_email())


class NewAddressForm(Ours, account.AddEmailForm):
    """Another address; it counts once its code is entered."""

    labels = {"email": _("New e-mail address")}

    def clean_email(self) -> str:
        email = str(super().clean_email())
        # Who has to confirm first sends nothing yet: the same form comes once more after that, and counts then.
        if not is_reauthentication_required(context.request, app="account"):
            limits.spend(limits.EMAIL_CHANGE, self.user.pk)
            limits.spend(limits.MAIL_ADDRESS, email)
        return email


class OtherAddressForm(Ours, account.ChangeEmailForm):
    """Another address while joining."""


class SignInCodeForm(Ours, account.ConfirmLoginCodeForm):
    """The code from the letter."""


class AddressCodeForm(Ours, account.ConfirmEmailVerificationCodeForm):
    """The code that proves an address."""


class NewPasswordForm(Ours, account.ResetPasswordKeyForm):
    """A new password, after following the link."""


class ChangePasswordForm(Ours, account.ChangePasswordForm):
    """Another password; the one now is asked, and tries are counted."""

    def clean_oldpassword(self) -> str:
        limits.spend(limits.SIGN_IN_ACCOUNT, self.user.email.lower())
        return str(super().clean_oldpassword())


class FirstPasswordForm(Ours, account.SetPasswordForm):
    """A password for somebody who has signed in without one."""


class PasswordAgainForm(Ours, account.ReauthenticateForm):
    """The password once more before something grave."""


class _TellsOfRecoveryCodes(factors.BaseAuthenticateForm):
    """Using a recovery code is told by letter: whoever finds a list of them does not stay unnoticed."""

    def save(self) -> None:
        """Accept the code, and write the letter if it was a recovery code."""
        super().save()
        if self.authenticator.type == Authenticator.Type.RECOVERY_CODES:
            get_adapter().send_notification_mail("mfa/email/recovery_code_used", self.user)


class SecondFactorForm(Ours, _TellsOfRecoveryCodes, factors.AuthenticateForm):
    """A code from the app, or a recovery code."""


class SecondFactorAgainForm(Ours, _TellsOfRecoveryCodes, factors.ReauthenticateForm):
    """A code once more before something grave."""


class AppForm(Ours, app.ActivateTOTPForm):
    """The first code an authenticator app shows."""


class PasskeyForm(Ours, passkeys.AddWebAuthnForm):
    """A new passkey; its name is for its owner."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A passkey always signs in by itself.
        self.fields.pop("passwordless", None)

    def clean(self) -> dict[str, Any]:
        """The browser's answer; one that no browser gives is a wrong one, not a failure of ours."""
        try:
            cleaned: dict[str, Any] = super().clean() or {}
        except (KeyError, TypeError, ValueError) as error:
            raise forms.ValidationError(_("The passkey was not used. Try again.")) from error
        return cleaned


class PasskeyNameForm(Ours, passkeys.EditWebAuthnForm):
    """Another name for a passkey."""
