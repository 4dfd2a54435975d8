"""Ambassadors as they stand: whose year it is, what is there for them to spend, and how somebody left."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from members.ambassadors.staying import Staying
from members.profiles.models import Member
from members.recognition.models import LevelGrant
from members.recognition.renewing import YEAR

if TYPE_CHECKING:
    from config.lib.audience import Viewer

SPENT_FOR_MAX, BUDGET_WORDS_MAX = 200, 200


class How(models.TextChoices):
    """How somebody came to be no ambassador any more."""

    GOODBYE = "goodbye"
    LAPSED = "lapsed"
    ENDED = "ended"


class AmbassadorQuerySet(models.QuerySet["Ambassador"]):
    """Sets of ambassadors, those of today and of former years."""

    def serving(self) -> AmbassadorQuerySet:
        """Those who are ambassadors now and have an open account."""
        return self.filter(left_at=None, member__is_active=True)

    def alumni(self) -> AmbassadorQuerySet:
        """Those who were it and said goodbye or let their year end, each once, unless they are it again."""
        others = Ambassador.objects.filter(member=OuterRef("member"))
        again = others.filter(left_at=None)
        later = others.filter(left_at__gt=OuterRef("left_at"))
        parted = self.filter(how__in=[How.GOODBYE, How.LAPSED], member__is_active=True)
        return parted.filter(~Exists(again), ~Exists(later))

    def visible_to(self, viewer: Viewer) -> AmbassadorQuerySet:
        """Those of whom this reader may know more than the page says: managers of all, everybody of themself."""
        if not isinstance(viewer, Member) or viewer.is_suspended:
            return self.none()
        return self if viewer.is_manager else self.filter(member=viewer)


class Ambassador(Staying, models.Model):
    """One member as ambassador, from their first day to their last."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="ambassadorships")
    grant = models.OneToOneField(LevelGrant, on_delete=models.CASCADE, related_name="ambassador")
    since = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=8, choices=How.choices, blank=True)
    budget = models.DecimalField(max_digits=9, decimal_places=2, null=True, validators=[MinValueValidator(0)])
    budget_words = models.CharField(max_length=BUDGET_WORDS_MAX, blank=True)

    objects: ClassVar[AmbassadorQuerySet] = AmbassadorQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member"], condition=Q(left_at=None), name="ambassador_once"),
            models.CheckConstraint(
                condition=Q(left_at=None, how="") | Q(left_at__isnull=False), name="ambassador_left"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} since {self.since:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        """Where the team sees their year."""
        return reverse("manage_ambassador", args=[self.member.handle])

    @property
    def year_began_at(self) -> datetime:
        """When the year of now began."""
        return max(self.since, self.grant.ends_at - YEAR)

    @property
    def spent(self) -> Decimal:
        """What was spent in the year of now."""
        rows = self.spendings.filter(at__gte=self.year_began_at)
        return rows.aggregate(total=models.Sum("amount"))["total"] or Decimal(0)


class Spending(models.Model):
    """What was paid for an ambassador, and for what; noted by a manager."""

    ambassador = models.ForeignKey(Ambassador, on_delete=models.CASCADE, related_name="spendings")
    amount = models.DecimalField(max_digits=9, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))])
    words = models.CharField(max_length=SPENT_FOR_MAX)
    at = models.DateTimeField(default=timezone.now)
    noted_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.amount}: {self.words}"
