"""What the account pages say, in place of django-allauth's words."""

from django.utils.translation import gettext_lazy as _

ERRORS = {
    "account_inactive": _("This account is closed."),
    "duplicate_email": _("This is your address already."),
    "email_password_mismatch": _("This e-mail address and this password do not belong together."),
    "enter_current_password": _("This is not your current password."),
    "incorrect_code": _("This code is not right, or it has expired."),
    "incorrect_password": _("This is not your password."),
    "invalid_password_reset": _("This link has been used or has expired."),
    "same_as_current": _("This is what you have now."),
    "too_many_login_attempts": _("That was one try too many. Ask for a new code."),
    "unverified_primary_email": _("Your e-mail address is not confirmed yet."),
}

SAID = {
    "email_confirmation_failed": _("This address cannot be confirmed."),
    "email_confirmed": _("Your e-mail address is confirmed."),
    "logged_out": _("You are signed out."),
    "password_changed": _("Your password is changed."),
    "password_set": _("You have a password now."),
    "recovery_codes_generated": _("Here are new recovery codes. The old ones do not work any more."),
    "sessions_logged_out": _("All other devices are signed out."),
    "totp_activated": _("The authenticator app is on."),
    "totp_deactivated": _("The authenticator app is off."),
    "webauthn_added": _("The passkey is added."),
    "webauthn_removed": _("The passkey is removed."),
}
"""By the name of django-allauth's message. Those not here say what the page shows anyway."""
