"""Escalations of cases, and the outbox of what they tell; severe cases that the team was told of."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.lib.tokens import sign, unsign
from members.activity.outbox import Sendable, SendableQuerySet
from members.profiles.models import Member
from moderation.escalation.matrix import Matter, Rung
from moderation.guidelines.measures import Severity
from moderation.review.cases import Case

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from config.lib.audience import Viewer

WHY_MAX = 500
TOKEN = "escalation"  # noqa: S105 - what a token is for
LINK_LIVES = timedelta(days=7)
"""How long the address in a letter acknowledges."""
OWNERS = 99
"""The step that tells the owners, because nobody of the matrix is left."""


class EscalationQuerySet(models.QuerySet["Escalation"]):
    """Sets of escalations."""

    def visible_to(self, viewer: Viewer) -> EscalationQuerySet:
        """Those of cases the viewer may see."""
        return self.filter(case__in=Case.objects.visible_to(viewer).order_by().values("pk"))

    def waiting(self) -> EscalationQuerySet:
        """Those nobody has acknowledged, of cases that are open, and that still have somebody to be told."""
        return self.filter(acknowledged_at=None, lapsed_at=None, case__closed_at=None)


class Escalation(models.Model):
    """A case that somebody else has to know of. One for each kind of matter waits at a time."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="escalations")
    matter = models.CharField(max_length=8, choices=Matter.choices)
    severity = models.PositiveSmallIntegerField(choices=Severity.choices)
    why = models.TextField(max_length=WHY_MAX, blank=True)  # whoever is told reads it
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    step = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    lapsed_at = models.DateTimeField(null=True)  # nobody was left to be told

    objects: ClassVar[Any] = EscalationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "matter"], condition=Q(acknowledged_at=None, lapsed_at=None), name="escalation_once"
            ),
            models.CheckConstraint(condition=Q(matter__in=Matter.values), name="escalation_matter_known"),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(acknowledged_at=None, lapsed_at=None), name="escalation_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"escalation {self.pk}"

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has acknowledged it yet, and somebody may still; what is decided waits for nobody."""
        return self.acknowledged_at is None and self.lapsed_at is None and self.case.closed_at is None


class Link(StrEnum):
    """What the address in a letter can still do: it acknowledges once, or has ended."""

    OPEN = "open"
    YOURS = "yours"
    TAKEN = "taken"
    DECIDED = "decided"
    OVER = "over"


class EscalationCall(Sendable):
    """What one person or service is told: of an escalation, or (without one) of a severe case."""

    escalation = models.ForeignKey(Escalation, on_delete=models.CASCADE, null=True, related_name="calls")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    step = models.PositiveSmallIntegerField(default=0)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, related_name="+")
    rung = models.ForeignKey(Rung, on_delete=models.CASCADE, null=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True)  # whoever had it was the first who looked after it

    objects: ClassVar[models.Manager[EscalationCall]] = models.Manager.from_queryset(SendableQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(member__isnull=False) | Q(rung__isnull=False), name="escalation_call_to")
        ]
        indexes = [
            models.Index(fields=["retry_at"], condition=Q(sent_at=None, dropped_at=None), name="escalation_call_due"),
        ]

    @property
    def kind_in_words(self) -> StrOrPromise:
        """What it is, for the operators' page."""
        return _("Escalation") if self.escalation_id else _("Severe case")

    @property
    def token(self) -> str:
        """What proves in an address that this was told."""
        return sign(TOKEN, str(self.pk))

    @property
    def link(self) -> Link:
        """What the address it was sent says now."""
        if self.acknowledged_at is not None:
            return Link.YOURS
        if self.escalation is not None and self.escalation.acknowledged_at is not None:
            return Link.TAKEN
        if self.case.closed_at is not None:
            return Link.DECIDED
        return Link.OPEN if self.created_at + LINK_LIVES > timezone.now() else Link.OVER

    @classmethod
    def named(cls, token: str) -> EscalationCall | None:
        """The one a token proves, with its escalation; None if it was not made here."""
        number = unsign(TOKEN, token)
        if number is None or not number.isdecimal():
            return None
        rows = cls.objects.select_related("escalation__case__about", "member", "rung", "case")
        return rows.filter(pk=int(number), escalation__isnull=False).first()


class SevereAlert(models.Model):
    """Since when the team knows of a severe case, and when it is told again if nobody has it."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    again_at = models.DateTimeField()
    told_again_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[SevereAlert]] = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["again_at"], condition=Q(told_again_at=None), name="severe_alert_waiting")]

    def __str__(self) -> str:
        return f"alert of {self.case_id}"
