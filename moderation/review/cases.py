"""Cases: all there is to decide about one thing, or about one person's incident."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from members.profiles.models import Member
from members.profiles.roles import RANK, Role
from moderation.guidelines.measures import Severity, Source
from moderation.review.claiming import Claimable
from moderation.review.waiting import Snoozable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from config.lib.audience import Viewer
    from moderation.review.subjects import Kind

APPEAL = "appeal"
"""The kind of subject of a case that is an appeal."""


class CaseQuerySet(models.QuerySet["Case"]):
    """Sets of cases."""

    def visible_to(self, viewer: Viewer) -> CaseQuerySet:
        """A moderator's: not what is about themself or about somebody of a higher or the same rank of the team.

        Owners see all but what is about themselves; of the only owner, managers see it.
        """
        if not isinstance(viewer, Member) or not viewer.is_moderator or viewer.is_suspended or not viewer.is_active:
            return self.none()
        seen = self.exclude(about=viewer)
        if viewer.is_owner:
            return seen
        below = [role for role in Role.values if RANK[role] < RANK[viewer.role]]
        return seen.filter(Q(about=None) | Q(about__role__in=below) | _headless(viewer))

    def open(self) -> CaseQuerySet:
        """Those not decided yet; the ones that wait for a second moderator too."""
        return self.filter(closed_at=None)

    def closed(self) -> CaseQuerySet:
        """Those that are decided."""
        return self.filter(closed_at__isnull=False)

    def awake(self) -> CaseQuerySet:
        """Without those somebody put off until later."""
        return self.filter(Q(snoozed_until=None) | Q(snoozed_until__lte=timezone.now()))

    def next_due(self) -> CaseQuerySet:
        """What is due first stands first."""
        return self.order_by("due_at", "pk")


def _headless(viewer: Member) -> Q:
    """What is about the only owner: managers look at it, because nobody else can."""
    if not viewer.is_manager:
        return Q(pk__in=[])
    owners = Member.objects.present().filter(role=Role.OWNER)
    another = owners.exclude(pk=OuterRef("about"))
    return Q(about__in=owners.values("pk")) & ~Q(Exists(another))


class Case(Claimable, Snoozable, models.Model):
    """One piece of work for the team: about a thing (of a registered kind), and the person it is about."""

    subject_type = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    about = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    space_id = models.BigIntegerField(null=True)  # spaces stand upstairs
    is_private = models.BooleanField(default=False)
    source = models.CharField(max_length=8, choices=Source.choices)
    severity = models.PositiveSmallIntegerField(choices=Severity.choices, default=Severity.MEDIUM)
    opened_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()
    reports_count = models.PositiveIntegerField(default=0)
    hits_count = models.PositiveIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")

    beside: int = 0
    """How severe the gravest case is that is chosen to be decided as one with it; on the bench alone, kept nowhere."""

    objects: ClassVar[Any] = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id"], condition=Q(closed_at=None), name="case_open_once"
            ),
            models.CheckConstraint(condition=Q(severity__in=Severity.values), name="case_severity_known"),
            models.CheckConstraint(condition=Q(source__in=Source.values), name="case_source_known"),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=F("opened_at")), name="case_in_order"
            ),
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], condition=Q(closed_at=None), name="case_next_due"),
            models.Index(fields=["source", "due_at", "id"], condition=Q(closed_at=None), name="case_next_by_source"),
            models.Index(fields=["about", "-id"], name="case_about"),
            models.Index(fields=["-closed_at", "-id"], condition=Q(closed_at__isnull=False), name="case_done"),
            models.Index(fields=["claimed_by"], condition=Q(closed_at=None), name="case_claimed"),
            models.Index(fields=["assigned_to"], condition=Q(closed_at=None), name="case_assigned"),
            models.Index(fields=["subject_type", "subject_id"], name="case_of_thing"),
            models.Index(fields=["first_looked_at"], name="case_looked_at"),
        ]

    def __str__(self) -> str:
        return f"case {self.pk}"

    def get_absolute_url(self) -> str:
        """Where the team looks at it."""
        return reverse("case", args=[self.pk])

    def seen_by(self, members: Iterable[Member]) -> list[Member]:
        """Which of these see it: `visible_to`, asked once for each role, since it tells no two of one role apart."""
        others = [one for one in members if one.pk != self.about_id and one.is_active and not one.is_suspended]
        asked = {one.role: one for one in others}
        roles = {role for role, one in asked.items() if type(self).objects.visible_to(one).filter(pk=self.pk).exists()}
        return [one for one in others if one.role in roles]

    @property
    def severity_in_all(self) -> int:
        """How severe it is together with what is chosen to be decided with it."""
        return max(self.severity, self.beside)

    @property
    def kind(self) -> Kind:
        """The kind of the thing it is about."""
        from moderation.review.subjects import KINDS

        return KINDS[self.subject_type]

    @property
    def is_appeal(self) -> bool:
        """Whether it is an appeal against a decision."""
        return self.subject_type == APPEAL

    @property
    def is_overdue(self) -> bool:
        """Whether its time is over."""
        return self.closed_at is None and self.due_at < timezone.now()

    @property
    def left(self) -> timedelta:
        """How much time is left; below zero when it is over."""
        return self.due_at - timezone.now()


class CaseNote(models.Model):
    """What one moderator tells the others about a case; the member never reads it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    words = models.TextField(max_length=2000)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"note {self.pk} of {self.case_id}"


class CaseLook(models.Model):
    """Somebody of the team looked at what stands in a private place; each look once an hour, kept for ever."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="looks")
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.by_id} looked at {self.case_id}"
