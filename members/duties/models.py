"""Tasks for people of the team."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.duties.finishing import Finishable
from members.duties.matters import about_nothing_hidden
from members.duties.owning import Ownable
from members.profiles.models import Member

if TYPE_CHECKING:
    from config.lib.audience import Viewer

NOTE_LENGTH, KEY_LENGTH = 500, 120


class Kind(models.TextChoices):
    """What a task asks for."""

    GREET = "greet", _("Greet")
    ANSWER = "answer", _("Answer")
    FOLLOW_UP = "follow_up", _("Follow up")
    REVIEW = "review", _("Review")


ICONS = {Kind.GREET: "hand-heart", Kind.ANSWER: "circle-help", Kind.FOLLOW_UP: "repeat", Kind.REVIEW: "eye"}
WITHIN = {
    Kind.GREET: timedelta(hours=24),
    Kind.ANSWER: timedelta(hours=24),
    Kind.FOLLOW_UP: timedelta(days=7),
    Kind.REVIEW: timedelta(days=3),
}
"""How long there is time, if nobody says otherwise."""


class DutyQuerySet(models.QuerySet["Duty"]):
    """Sets of tasks."""

    def visible_to(self, viewer: Viewer) -> DutyQuerySet:
        """The team's, without what is about a thread the viewer may not see or a member who left."""
        if not isinstance(viewer, Member) or not viewer.is_moderator or viewer.is_suspended:
            return self.none()
        return self.filter(about_nothing_hidden(viewer), Q(member=None) | Q(member__is_active=True))

    def open(self) -> DutyQuerySet:
        """Those that wait to be done."""
        return self.filter(done_at=None)

    def done(self) -> DutyQuerySet:
        """Those that are done."""
        return self.filter(done_at__isnull=False)

    def free(self) -> DutyQuerySet:
        """Those that wait for somebody to take them."""
        return self.open().filter(owner=None)

    def of(self, member: Member) -> DutyQuerySet:
        """Those a member has to do."""
        return self.open().filter(owner=member)


class Duty(Ownable, Finishable, models.Model):
    """A task for a person of the team, about a member, a thread, or nothing else than its note."""

    kind = models.CharField(max_length=12, choices=Kind.choices)
    key = models.CharField(max_length=KEY_LENGTH, unique=True)  # whoever asks twice with one key asked once
    member = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, related_name="+")
    thread_id = models.BigIntegerField(null=True)  # threads stand upstairs
    note = models.CharField(max_length=NOTE_LENGTH, blank=True)
    due_at = models.DateTimeField()
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )  # nobody: code

    objects: ClassVar[Any] = DutyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="duty_kind_known"),
            models.CheckConstraint(condition=Q(member=None) | Q(thread_id=None), name="duty_about_one_thing"),
            models.CheckConstraint(condition=Q(owner=None) | Q(owned_since__isnull=False), name="duty_owned_since"),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(done_at=None), name="duty_open"),
            models.Index(fields=["-done_at"], condition=Q(done_at__isnull=False), name="duty_done"),
            models.Index(fields=["thread_id"], condition=Q(done_at=None), name="duty_of_thread"),
            models.Index(fields=["settled_by"], condition=Q(settled_by__isnull=False), name="duty_settled_by"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    def get_absolute_url(self) -> str:
        """The page where the team sees it and hands it on."""
        return reverse("task", args=[self.pk])

    @property
    def icon(self) -> str:
        """The picture of its kind."""
        return ICONS[Kind(self.kind)]

    @property
    def is_overdue(self) -> bool:
        """Whether its time is over."""
        return self.done_at is None and self.due_at < timezone.now()
