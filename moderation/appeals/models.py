"""Appeals: one against each decision, decided by somebody other than who decided first; and what is said in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.profiles.models import Member
from moderation.review.cases import APPEAL, Case
from moderation.review.decisions import Decision

if TYPE_CHECKING:
    from config.lib.audience import Viewer

WORDS_MAX, REASONS_MAX, NOTE_MAX = 4000, 2000, 2000


class Outcome(models.TextChoices):
    """How an appeal ended."""

    UPHELD = "upheld", _("Upheld")
    REVERSED = "reversed", _("Reversed")
    SETTLED = "settled", _("Settled")  # the team took the decision back before the appeal was decided


class AppealQuerySet(models.QuerySet["Appeal"]):
    """Sets of appeals."""

    def visible_to(self, viewer: Viewer) -> AppealQuerySet:
        """Whose appeal it is; the team reads it on the page of its case."""
        return self.filter(by=viewer) if isinstance(viewer, Member) else self.none()

    def reviewed_by(self, viewer: Viewer) -> AppealQuerySet:
        """Those whose case a moderator may see."""
        cases = Case.objects.visible_to(viewer).filter(subject_type=APPEAL)
        return self.filter(pk__in=cases.values("subject_id"))

    def open(self) -> AppealQuerySet:
        """Those that wait to be decided."""
        return self.filter(decided_at=None)


class Appeal(models.Model):
    """A member asks that somebody else looks at a decision about them."""

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="appeal")
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    # Who made the decision, and who agreed to it: copies, so that the database can refuse them below.
    first_moderator = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    second_moderator = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    reasons = models.TextField(blank=True, max_length=REASONS_MAX)  # as the member reads them

    objects: ClassVar[Any] = AppealQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(first_moderator=None) | ~Q(decided_by=F("first_moderator")),
                name="appeal_not_by_the_first",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(second_moderator=None) | ~Q(decided_by=F("second_moderator")),
                name="appeal_not_by_the_second",
            ),
            models.CheckConstraint(condition=Q(outcome__in=["", *Outcome.values]), name="appeal_outcome_known"),
            models.CheckConstraint(
                condition=Q(decided_at=None, outcome="", decided_by=None)
                | (Q(decided_at__isnull=False) & ~Q(outcome="")),
                name="appeal_decided_or_not",
            ),
        ]
        indexes = [models.Index(fields=["decided_at"], name="appeal_decided")]

    def __str__(self) -> str:
        return f"appeal {self.pk}"

    def get_absolute_url(self) -> str:
        """Where the member reads and writes."""
        return reverse("appeal", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether it waits to be decided."""
        return self.decided_at is None

    @property
    def firsts(self) -> set[int]:
        """The numbers of those who made the decision."""
        return {pk for pk in (self.first_moderator_id, self.second_moderator_id) if pk}

    def case(self) -> Case | None:
        """The case under which it stands in the queue."""
        found: Case | None = Case.objects.filter(subject_type=APPEAL, subject_id=self.pk).order_by("pk").last()
        return found


class AppealMessage(models.Model):
    """Something said in an appeal, by the member or for the team."""

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    is_team = models.BooleanField(default=False)
    words = models.TextField(max_length=WORDS_MAX)
    at = models.DateTimeField(default=timezone.now)
    submission = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["appeal", "submission"], condition=~Q(submission=""), name="appeal_message_once"
            ),
        ]

    def __str__(self) -> str:
        return f"message {self.pk} of {self.appeal_id}"
