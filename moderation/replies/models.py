"""Response templates: words of this community a moderator can begin with, beside those Talkoot comes with."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.profiles.models import Member
from moderation.guidelines.measures import Content, Person

WORDS_MAX = 4000


class Tone(models.TextChoices):
    """How it is said."""

    KIND = "kind", _("Kind")
    PLAIN = "plain", _("Plain")
    FORMAL = "formal", _("Formal")


NOTES = {
    Tone.KIND: _("For somebody who meant well: explains, and hopes they stay."),
    Tone.PLAIN: _("Short: what happened, which rule, what follows."),
    Tone.FORMAL: _("For grave steps, and for people who asked for it in writing."),
}
"""When to take which tone."""


class ReplyTemplate(models.Model):
    """Words for one decision in one tone and language. It goes before what Talkoot comes with."""

    key = models.SlugField(max_length=60, unique=True)
    label = models.CharField(_("name"), max_length=80)
    tone = models.CharField(_("tone"), max_length=10, choices=Tone.choices, default=Tone.PLAIN)
    language = models.CharField(_("language"), max_length=10, default="en")
    content = models.CharField(max_length=8, choices=Content.choices, blank=True)  # "": whatever is decided
    person = models.CharField(max_length=8, choices=Person.choices, blank=True)
    words = models.TextField(_("words"), max_length=WORDS_MAX)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[models.Manager[ReplyTemplate]] = models.Manager()

    class Meta:
        ordering = ["label", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(tone__in=Tone.values), name="reply_tone_known"),
            models.CheckConstraint(condition=Q(content="") | Q(content__in=Content.values), name="reply_content_known"),
            models.CheckConstraint(condition=Q(person="") | Q(person__in=Person.values), name="reply_person_known"),
        ]
        indexes = [models.Index(fields=["language", "tone"], name="reply_by_language")]

    def __str__(self) -> str:
        return self.label

    @property
    def language_in_words(self) -> str:
        """The language by its own name."""
        return str(dict(settings.LANGUAGES).get(self.language, self.language))
