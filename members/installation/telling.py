"""Trait: what the community tells strangers: what it is, what it keeps about people, and how to reach it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from members.activity.log import record
from members.profiles.models import Member

if TYPE_CHECKING:
    from members.installation.models import Installation

PAGE_MAX = 20_000


class Telling(models.Model):
    """Has a page about itself and one about privacy, in Markdown; an empty one shows the text Talkoot comes with."""

    about = models.TextField(
        _("about"), blank=True, default="", db_default="", validators=[MaxLengthValidator(PAGE_MAX)]
    )
    privacy = models.TextField(
        _("privacy"), blank=True, default="", db_default="", validators=[MaxLengthValidator(PAGE_MAX)]
    )
    contact = models.EmailField(_("contact"), blank=True, default="", db_default="", max_length=254)

    class Meta:
        abstract = True

    def about_text(self) -> str:
        """What stands on the page About, in Markdown."""
        return self.about or self.shipped("about")

    def privacy_text(self) -> str:
        """What stands on the page Privacy, in Markdown."""
        return self.privacy or self.shipped("privacy")

    def shipped(self, page: str) -> str:
        """The text Talkoot comes with for `about` or `privacy`, in the language of whoever asks."""
        return render_to_string(f"members/installation/{page}.txt", {"community": self}).strip() + "\n"

    @transaction.atomic
    def tell(self, page: str, text: str, *, by: Member) -> None:
        """Let the page `about` or `privacy` say this; "" is the text Talkoot comes with."""
        installation = cast("Installation", self)
        installation.lock()
        text = "" if text.split() == self.shipped(page).split() else text
        if getattr(self, page) != text:
            setattr(self, page, text)
            installation.keep(page)
            record("installation.page_changed", actor=by, subject=self, page=page)

    @transaction.atomic
    def be_reached_at(self, address: str, *, by: Member) -> None:
        """Let strangers write to this address; "" is none."""
        installation = cast("Installation", self)
        installation.lock()
        if self.contact != address:
            self.contact = address
            installation.keep("contact")
            record("installation.contact_changed", actor=by, subject=self)
