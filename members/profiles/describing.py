"""Trait: what a member says about themself, and where and in which languages they are at home."""

from __future__ import annotations

import zoneinfo
from typing import TYPE_CHECKING, Any, cast

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from config.lib.changing import change
from members.activity.log import record
from members.profiles.wording import under_their_names

if TYPE_CHECKING:
    from members.profiles.models import Member

SPOKEN = (
    "ar", "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "ga", "he", "hi", "hr", "hu", "id",
    "is", "it", "ja", "ko", "lt", "lv", "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "sw", "tr", "uk",
    "vi", "zh-hans",
)  # fmt: skip
"""Languages that profiles offer."""


class Describable(models.Model):
    """The words of a profile, the member's language and time zone."""

    name = models.CharField(_("name"), max_length=60)
    line = models.CharField(_("a line about you"), max_length=140, blank=True)
    about = models.TextField(_("about you"), blank=True, validators=[MaxLengthValidator(2000)])
    place = models.CharField(_("place"), max_length=100, blank=True)
    interests = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    expertise = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    languages = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=50, default="UTC")

    class Meta:
        abstract = True

    @transaction.atomic
    def describe(self, *, by: Member, **words: Any) -> None:
        """Keep these words, interests and expertise under their names; what is as before is not written.

        Raises TypeError for what is no such word.
        """
        member, hidden = cast("Member", self), []
        member.one_profile_at_a_time()
        words |= {name: under_their_names(words[name]) for name in ("interests", "expertise") if words.get(name)}
        if member.profile_hidden_at is not None:
            hidden = member.keep_aside(words)
            words = {name: word for name, word in words.items() if name not in (member.aside or {})}
        if changed := hidden + change(self, words, known={field.name for field in Describable._meta.get_fields()}):
            record("member.described", actor=by, subject=member, words=changed)

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The member's time zone; UTC if the kept name is not known here."""
        try:
            return zoneinfo.ZoneInfo(self.time_zone)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError):
            return zoneinfo.ZoneInfo("UTC")
