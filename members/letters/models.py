"""The outbox of letters about accounts and invitations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.activity.outbox import Sendable, SendableQuerySet

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

KINDS: dict[str, StrOrPromise] = {
    "email_confirmation": _("Code that proves an address"),
    "email_confirmation_signup": _("Code for a new account"),
    "login_code": _("Sign-in code"),
    "account_already_exists": _("Joining with an address that has an account"),
    "unknown_account": _("Signing in with an address that has no account"),
    "password_reset_key": _("Link for a new password"),
    "password_changed": _("Password changed"),
    "password_reset": _("New password chosen"),
    "password_set": _("First password"),
    "email_changed": _("E-mail address changed"),
    "recovery_codes_generated": _("New recovery codes"),
    "recovery_code_used": _("Recovery code used"),
    "totp_activated": _("Authenticator app added"),
    "totp_deactivated": _("Authenticator app removed"),
    "webauthn_added": _("Passkey added"),
    "webauthn_removed": _("Passkey removed"),
    "invitation": _("Invitation"),
    "reply_note": _("Answer to a reply by mail"),
    "leaving": _("Account closed, with the way back"),
    "leaving_soon": _("Account is deleted in three days"),
    "left": _("Account deleted"),
    "appeal_answered": _("Answer in an appeal"),
    "appeal_decided": _("Decision about an appeal"),
    "report_receipt": _("Receipt for a report without an account"),
    "report_outcome": _("What was decided about a report without an account"),
}


class AccountLetter(Sendable):
    """One letter: whom it is for and what it says is sealed, and gone once it was sent or given up."""

    kind = models.CharField(max_length=40)
    sealed = models.TextField()
    # After this moment it helps nobody: the code in it has expired.
    useful_until = models.DateTimeField()

    spent: ClassVar[dict[str, Any]] = {"sealed": ""}
    patience_seconds: ClassVar[float] = 5.0

    objects: ClassVar[models.Manager[AccountLetter]] = models.Manager.from_queryset(SendableQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sent_at=None) | Q(dropped_at=None), name="account_letter_one_end"),
            models.CheckConstraint(
                condition=Q(sent_at=None, dropped_at=None) | Q(sealed=""), name="account_letter_keeps_no_secret"
            ),
        ]
        indexes = [
            models.Index(fields=["retry_at"], condition=Q(sent_at=None, dropped_at=None), name="account_letter_due"),
        ]

    @property
    def kind_in_words(self) -> StrOrPromise:
        """What it is about."""
        return KINDS.get(self.kind, self.kind)
