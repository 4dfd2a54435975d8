"""The guidelines: purpose, values, numbered rules with examples; each publication is a version that stays."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.profiles.models import Member
from moderation.guidelines.measures import Person, Severity

TITLE_MAX, WORDS_MAX = 150, 2000


class Guidelines(models.Model):
    """One version; the published one with the highest number is in force, and the one not published is the draft."""

    number = models.PositiveIntegerField(unique=True)
    purpose = models.TextField(_("purpose"), max_length=WORDS_MAX, blank=True)
    values = models.TextField(_("values"), max_length=WORDS_MAX, blank=True)
    changes = models.CharField(_("what is new"), max_length=500, blank=True)
    must_accept = models.BooleanField(default=True)  # whether members are asked to accept this version
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)

    objects: ClassVar[models.Manager[Guidelines]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["published_at"], condition=Q(published_at=None), nulls_distinct=False, name="one_draft"
            )
        ]

    def __str__(self) -> str:
        return f"version {self.number}"

    def get_absolute_url(self) -> str:
        """Where everybody reads it."""
        return reverse("guidelines_version", args=[self.number])

    @classmethod
    def in_force(cls) -> Guidelines | None:
        """The version that holds now."""
        return cls.objects.filter(published_at__isnull=False).order_by("-number").first()

    @classmethod
    def draft(cls) -> Guidelines | None:
        """The version that is being written."""
        return cls.objects.filter(published_at=None).first()


class Rule(models.Model):
    """One numbered sentence that moderators cite. Of a published version it never changes."""

    guidelines = models.ForeignKey(Guidelines, on_delete=models.CASCADE, related_name="rules")
    number = models.CharField(_("number"), max_length=8)  # "2.1"
    position = models.PositiveSmallIntegerField(default=0)
    key = models.CharField(max_length=40)  # the same rule through all versions
    title = models.CharField(_("rule"), max_length=TITLE_MAX)
    words = models.TextField(_("in more words"), max_length=WORDS_MAX, blank=True)
    example_fine = models.CharField(_("an example that is fine"), max_length=300, blank=True)
    example_broken = models.CharField(_("an example that is not"), max_length=300, blank=True)
    severity = models.PositiveSmallIntegerField(choices=Severity.choices, default=Severity.MEDIUM)
    usual = models.CharField(_("usual step"), max_length=8, choices=Person.choices, default=Person.EDUCATE)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["guidelines", "number"], name="rule_number_once"),
            models.UniqueConstraint(fields=["guidelines", "key"], name="rule_key_once"),
            models.CheckConstraint(condition=Q(severity__in=Severity.values), name="rule_severity_known"),
            models.CheckConstraint(condition=Q(usual__in=Person.values), name="rule_usual_known"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        """Its place on the page of its version; a version that is replaced has a page of its own."""
        return f"{reverse('guidelines_version', args=[self.guidelines.number])}#{self.anchor}"

    @property
    def anchor(self) -> str:
        """Its name on that page."""
        return f"rule-{self.number}"


class Acceptance(models.Model):
    """A member accepted a version."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    guidelines = models.ForeignKey(Guidelines, on_delete=models.CASCADE, related_name="acceptances")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "guidelines"], name="guidelines_accepted_once")]

    def __str__(self) -> str:
        return f"{self.member_id} accepted {self.guidelines_id}"
