"""Trait: the community's own words: name, purpose, and since when its guidelines are agreed to."""

from __future__ import annotations

from datetime import datetime
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
    """Has a name and a purpose, and knows from when on members agree anew to its guidelines."""

    name = models.CharField(_("name"), max_length=40, default="Talkoot")
    purpose = models.CharField(_("purpose in one line"), max_length=160, blank=True)
    # Not read any more: the guidelines are versions with rules (moderation.guidelines). A later migration drops it.
    guidelines = models.TextField(_("guidelines"), blank=True, validators=[MaxLengthValidator(GUIDELINES_MAX)])
    guidelines_since = models.DateTimeField(null=True, blank=True, editable=False)
    """Who agreed to the guidelines before this moment is asked again; None asks nobody."""

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
    def ask_to_agree(self, since: datetime) -> None:
        """Ask everybody to agree to the guidelines who did so before this moment, or never."""
        installation = cast("Installation", self)
        installation.lock()
        self.guidelines_since = since
        installation.keep("guidelines_since")

    def has_to_agree(self, member: Member) -> bool:
        """Whether the guidelines changed since this member agreed to them."""
        since, agreed = self.guidelines_since, member.guidelines_accepted_at
        return since is not None and (agreed is None or agreed < since)
