"""When a member last came by, and in which order they like their home page."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.profiles.models import Member


class Order(models.TextChoices):
    """What the home page begins with."""

    FOR_YOU = "for_you", _("What fits you")
    LATEST = "latest", _("Newest first")


class Visit(models.Model):
    """A member's present visit to the lists of threads, and the end of the one before."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, primary_key=True, related_name="visit")
    seen_at = models.DateTimeField(default=timezone.now)
    since = models.DateTimeField(null=True)
    """When the visit before this one ended; null on the first visit."""
    order = models.CharField(max_length=8, choices=Order.choices, default=Order.FOR_YOU)

    objects: ClassVar[models.Manager[Visit]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.member_id} until {self.seen_at:%Y-%m-%d %H:%M}"
