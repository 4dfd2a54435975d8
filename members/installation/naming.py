"""Trait: the community's own words: name, purpose, guidelines."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from members.activity.log import record
from members.profiles.models import Member

if TYPE_CHECKING:
    from members.installation.models import Installation

GUIDELINES_MAX = 20_000


class Named(models.Model):
    """Has a name, a purpose and guidelines."""

    name = models.CharField(_("name"), max_length=40, default="Talkoot")
    purpose = models.CharField(_("purpose in one line"), max_length=160, blank=True)
    guidelines = models.TextField(_("guidelines"), blank=True, validators=[MaxLengthValidator(GUIDELINES_MAX)])

    class Meta:
        abstract = True

    @transaction.atomic
    def rename(self, name: str, purpose: str, *, by: Member) -> None:
        """Take another name and purpose."""
        installation = cast("Installation", self)
        installation.lock()
        if (self.name, self.purpose) != (name, purpose):
            self.name, self.purpose = name, purpose
            installation.keep("name", "purpose")
            record("installation.renamed", actor=by, subject=self)

    @transaction.atomic
    def adopt_guidelines(self, text: str, *, by: Member) -> None:
        """Live by these guidelines from now on."""
        installation = cast("Installation", self)
        installation.lock()
        if self.guidelines != text:
            self.guidelines = text
            installation.keep("guidelines")
            record("installation.guidelines_changed", actor=by, subject=self)
