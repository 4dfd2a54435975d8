"""Questions that break the ice, and what members answered."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from members.icebreakers.shipped import SHIPPED
from members.profiles.models import Member

MOST, QUESTION_MAX, ANSWER_MAX, KEY_MAX = 10, 140, 200, 24


class IceBreaker(models.Model):
    """A question members may answer on their profile. Removed, it and its answers are out of sight."""

    key = models.CharField(max_length=KEY_MAX, unique=True)
    words = models.CharField(max_length=QUESTION_MAX, blank=True)
    """As a manager wrote it; empty: as it comes with Talkoot, in the reader's language."""
    position = models.PositiveSmallIntegerField(null=True)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)

    objects: ClassVar[models.Manager[IceBreaker]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["position"], name="ice_breaker_place_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None, position__gte=0, position__lt=MOST)
                | Q(removed_at__isnull=False, position=None),
                name="ice_breaker_asked_in_its_place",
            ),
        ]

    def __str__(self) -> str:
        return self.said

    @property
    def said(self) -> str:
        """The question as it is read."""
        return self.words or str(SHIPPED.get(self.key, self.key))


class IceBreakerAnswer(models.Model):
    """What a member answered; nothing answered is no row."""

    breaker = models.ForeignKey(IceBreaker, on_delete=models.CASCADE, related_name="answers")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="ice_breaker_answers", db_index=False)
    words = models.CharField(max_length=ANSWER_MAX)
    answered_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[IceBreakerAnswer]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "breaker"], name="ice_breaker_answered_once"),
            models.CheckConstraint(condition=~Q(words=""), name="ice_breaker_answer_says_something"),
        ]

    def __str__(self) -> str:
        return self.words
