"""Trait: the community's rule about who may open an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from members.activity.log import record
from members.profiles.models import Member

if TYPE_CHECKING:
    from members.installation.models import Installation


class SignUp(models.TextChoices):
    """Who may open an account."""

    OPEN = "open", _("Anyone")
    INVITATION = "invitation", _("People with an invitation")
    APPLICATION = "application", _("People whose application was accepted")


class Admitting(models.Model):
    """Says who may join."""

    sign_up = models.CharField(_("who may join"), max_length=12, choices=SignUp.choices, default=SignUp.OPEN)

    class Meta:
        abstract = True

    @transaction.atomic
    def admit(self, sign_up: str, *, by: Member) -> None:
        """Let these people open an account from now on."""
        installation = cast("Installation", self)
        installation.lock()
        if self.sign_up != sign_up:
            self.sign_up = sign_up
            installation.keep("sign_up")
            record("installation.sign_up_changed", actor=by, subject=self, sign_up=sign_up)
