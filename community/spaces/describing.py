"""Trait: what is said about a space, and what may be done in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from django.db import models, transaction

from config.lib.changing import change
from members.activity.log import record
from members.profiles.models import Member

if TYPE_CHECKING:
    from community.spaces.models import Space

WORDS: Final = (
    "purpose", "description", "hue", "icon", "language", "who_starts", "who_replies",
    "who_opens_rooms", "kinds", "template", "kind_templates",
)  # fmt: skip
"""The fields that `describe` sets; who sees a space and where it stands have acts of their own."""


class Describable(models.Model):
    """Says what it is for."""

    class Meta:
        abstract = True

    @transaction.atomic
    def describe(self, *, by: Member, **words: Any) -> None:
        """Set some of WORDS. Raises TypeError for anything else."""
        if changed := change(self, words, known=WORDS):
            record("space.described", actor=by, subject=self, fields=changed)

    def template_for(self, kind: str) -> str:
        """What a thread of this kind begins with: its own template, or the one for all; empty if there is neither."""
        space = cast("Space", self)
        return str(space.kind_templates.get(kind, "")) or space.template
