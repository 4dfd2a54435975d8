"""You said, we did: what members said, what became of it, edited and published, with its history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.threads.models import Thread
from members.profiles.models import Member
from programs.series.models import Program
from programs.series.occurrences import Occurrence

if TYPE_CHECKING:
    from config.lib.audience import Viewer

SAID_MAX, DID_MAX, STATUS_MAX, LINK_MAX, INTRO_MAX, LINES_MOST = 300, 600, 60, 500, 2000, 60


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    """Sets of them."""

    def visible_to(self, viewer: Viewer) -> FeedbackQuerySet:
        """What is published, in spaces the viewer sees, of programs they see; drafts are read by managers elsewhere."""
        return self.filter(
            published_at__isnull=False, occurrence__program__in=Program.objects.visible_to(viewer),
            occurrence__thread__in=Thread.objects.visible_to(viewer),
        )  # fmt: skip


class Feedback(models.Model):
    """One issue: a draft of the clock until an editor publishes it."""

    occurrence = models.OneToOneField(Occurrence, on_delete=models.CASCADE, related_name="feedback")
    title = models.CharField(_("title"), max_length=120)
    intro = models.TextField(_("introduction"), max_length=INTRO_MAX, blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField()
    edition = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    drafted_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)

    objects: ClassVar[Any] = FeedbackQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=models.F("since")), name="feedback_in_order"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where members read it."""
        return reverse("feedback_issue", args=[self.occurrence_id])


class Source(models.TextChoices):
    """Where a line comes from."""

    IDEA = "idea", _("Idea")
    SURVEY = "survey", _("Survey")
    DECISION = "decision", _("Decision")
    OWN = "own", _("Added by hand")


class FeedbackLine(models.Model):
    """What was said, what was done about it, and how it stands."""

    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="lines")
    place = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=8, choices=Source.choices)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, null=True, related_name="+")  # where it was said
    said = models.CharField(max_length=SAID_MAX)
    did = models.CharField(max_length=DID_MAX, blank=True)
    status = models.CharField(max_length=STATUS_MAX, blank=True)
    link = models.CharField(max_length=LINK_MAX, blank=True)
    dropped_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[FeedbackLine]] = models.Manager()

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(source__in=Source.values), name="feedback_source_known"),
            models.UniqueConstraint(
                fields=["feedback", "thread", "source"], condition=Q(thread__isnull=False), name="feedback_thread_once"
            ),
        ]

    def __str__(self) -> str:
        return self.said
