"""Findings: alerts that are or were open; and when each kind was looked at last, with what thresholds."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.spaces.models import Space
from members.profiles.models import Member
from metrics.alerts.setting_aside import ASIDE_MAX, Asidable

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from metrics.alerts.alert import Alert

CLOSED_SHOWN = timedelta(days=90)
MANAGERS_ALONE = frozenset({"overheating", "promotion", "dependence"})
"""Kinds that tell of reports and strikes, which hosts do not read, or of what one person does."""


class Severity(models.IntegerChoices):
    """How soon somebody should do something."""

    WATCH = 1, _("Keep an eye on it")
    ACT = 2, _("Do something now")


class FindingQuerySet(models.QuerySet["Finding"]):
    """Sets of findings."""

    def visible_to(self, viewer: Viewer) -> FindingQuerySet:
        """The managers' all, of spaces they see; the hosts' those of their own spaces that hosts may read."""
        if not isinstance(viewer, Member) or viewer.is_suspended or not viewer.is_active:
            return self.none()
        seen = Space.objects.visible_to(viewer).filter(deleted_at=None)
        if viewer.is_manager:
            return self.filter(Q(space=None) | Q(space__in=seen))
        hosted = viewer.hostings.values("space")
        return self.filter(space__in=seen).filter(space__in=hosted).exclude(kind__in=MANAGERS_ALONE)

    def open(self) -> FindingQuerySet:
        """Those whose cause is still there, whether somebody set them aside or not."""
        return self.filter(closed_at=None)

    def closed(self) -> FindingQuerySet:
        """Those that closed not long ago, the latest first."""
        since = timezone.now() - CLOSED_SHOWN
        return self.filter(closed_at__gte=since).order_by("-closed_at", "-pk")

    def waiting(self) -> FindingQuerySet:
        """Open ones that nobody set aside."""
        return self.open().filter(Q(aside_until=None) | Q(aside_until__lte=timezone.now()))

    def aside(self) -> FindingQuerySet:
        """Open ones that somebody set aside for now."""
        return self.open().filter(aside_until__gt=timezone.now())

    def in_order(self) -> FindingQuerySet:
        """What should be done first stands first; of the same, what is about everybody, then the latest."""
        return self.order_by("-severity", F("space_id").asc(nulls_first=True), "-opened_at", "pk")


class Finding(Asidable, models.Model):
    """One alert that opened for the whole community or for a space; it closes by itself."""

    kind = models.CharField(max_length=24)
    space = models.ForeignKey(Space, on_delete=models.CASCADE, null=True, related_name="+", db_index=False)
    severity = models.PositiveSmallIntegerField(choices=Severity.choices, default=Severity.WATCH)
    since = models.DateField()
    """The first day of which it was so."""
    until = models.DateField()
    """The last day that was looked at while it was open."""
    reasons = models.JSONField(default=list)
    """Which sentences hold, each with its numbers: small values, never text."""
    opened_at = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(null=True)
    """When managers and hosts were told; once for each opening."""
    closed_at = models.DateTimeField(null=True)
    closing = models.JSONField(default=list)
    """Why it closed, as sentences with numbers again."""

    objects: ClassVar[Any] = FindingQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "space"], condition=Q(closed_at=None), nulls_distinct=False, name="finding_open_once"
            ),
            models.CheckConstraint(condition=Q(severity__in=Severity.values), name="finding_severity_known"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="finding_in_order"),
            models.CheckConstraint(
                condition=Q(aside_until=None, aside_at=None) | Q(aside_until__gt=F("aside_at")),
                name="finding_aside_for_a_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-closed_at", "-id"], condition=Q(closed_at__isnull=False), name="finding_closed"),
            models.Index(fields=["space", "kind"], name="finding_of"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} in {self.space_id or 'all'} since {self.since}"

    def get_absolute_url(self) -> str:
        """Where it is told with its reasons."""
        return reverse("alert", args=[self.pk])

    @property
    def alert(self) -> Alert | None:
        """What kind it is; None for one that is not looked for any more."""
        from metrics.alerts.all import ALERTS

        return ALERTS.get(self.kind)

    @property
    def is_open(self) -> bool:
        """Whether its cause is still there."""
        return self.closed_at is None


class Watch(models.Model):
    """One kind of alert: whether it is looked for, with which thresholds, and of which day it was looked for last."""

    kind = models.CharField(max_length=24, primary_key=True)
    numbers = models.JSONField(default=dict)
    """Thresholds that a manager chose; the others are as shipped."""
    off_at = models.DateTimeField(null=True)
    looked_on = models.DateField(null=True)
    changed_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)

    objects: ClassVar[models.Manager[Watch]] = models.Manager()

    def __str__(self) -> str:
        return self.kind

    @property
    def is_on(self) -> bool:
        """Whether it is looked for."""
        return self.off_at is None


__all__ = ["ASIDE_MAX", "Finding", "Severity", "Watch"]
