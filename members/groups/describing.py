"""Trait: what a group is, where it is at home, who may know of it, and how one comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from config.lib.changing import change
from members.activity.log import record

if TYPE_CHECKING:
    from members.groups.models import Group
    from members.profiles.models import Member

MOST_QUESTIONS = 3
QUESTION_LENGTH = 200


class GroupKind(models.TextChoices):
    """What brings its members together."""

    CIRCLE = "circle", _("Circle")
    CLUB = "club", _("Local club")
    OTHER = "other", _("Other group")


class Seen(models.TextChoices):
    """Who may know of a group."""

    MEMBERS = "members", _("Every member")
    PRIVATE = "private", _("Only those in it, those invited, and managers")


class Entry(models.TextChoices):
    """How one comes in."""

    OPEN = "open", _("Open: whoever wants to")
    APPLICATION = "application", _("By application: a host answers")
    INVITATION = "invitation", _("By invitation")


class Describable(models.Model):
    """The words of a group, and its two choices; a new group is private and by invitation."""

    kind = models.CharField(
        _("what it is"), max_length=8, choices=GroupKind.choices, default=GroupKind.OTHER, db_default=GroupKind.OTHER
    )
    description = models.TextField(
        _("description"), blank=True, default="", db_default="", validators=[MaxLengthValidator(5000)]
    )
    place = models.CharField(_("place"), max_length=100, blank=True, default="", db_default="")
    seen_by = models.CharField(
        _("who may know of it"), max_length=8, choices=Seen.choices, default=Seen.PRIVATE, db_default=Seen.PRIVATE
    )
    entry = models.CharField(
        _("how one comes in"), max_length=12, choices=Entry.choices, default=Entry.INVITATION,
        db_default=Entry.INVITATION,
    )  # fmt: skip
    questions = ArrayField(models.CharField(max_length=QUESTION_LENGTH), default=list, db_default=[], blank=True)

    class Meta:
        abstract = True

    @property
    def is_private(self) -> bool:
        """Whether only those in it, those invited, and managers may know of it."""
        return self.seen_by == Seen.PRIVATE

    @transaction.atomic
    def describe(self, *, by: Member, **words: Any) -> None:
        """Keep these words and choices; what is as before is not written.

        Raises TypeError for what is no such word.
        """
        if changed := change(self, words, known={field.name for field in Describable._meta.get_fields()}):
            record("group.described", actor=by, subject=cast("Group", self), words=changed)
