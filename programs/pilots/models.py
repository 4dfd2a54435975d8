"""Pilots: what is tried, the closed group that tries it, its tasks, what people said of them, and the report."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.groups.models import Group
from members.profiles.models import Member
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.overtaken import edition_of

TITLE_MAX, WORDS_MAX, TRIED_MAX, REPORT_MAX = 120, 1000, 2000, 20_000
PLACES_MOST, TASKS_MOST = 500, 60


class PilotPlan(models.Model):
    """What a program of this kind tries, and with how many."""

    program = models.OneToOneField(Program, on_delete=models.CASCADE, related_name="pilot_plan")
    terms = models.JSONField(default=dict)

    objects: ClassVar[models.Manager[PilotPlan]] = models.Manager()

    def __str__(self) -> str:
        return f"pilot of {self.program_id}"


class Pilot(models.Model):
    """One pilot on its way: its closed group, made for the first who comes in, and its closing report."""

    occurrence = models.OneToOneField(Occurrence, on_delete=models.CASCADE, related_name="pilot", primary_key=True)
    group = models.ForeignKey(Group, on_delete=models.SET_NULL, null=True, related_name="+")
    report = models.TextField(max_length=REPORT_MAX, blank=True)
    html = models.TextField(blank=True, editable=False)  # as it was published
    edition = models.PositiveIntegerField(default=0)  # grows with each change of the report
    quoted = models.JSONField(default=list)  # of which answers the draft quotes what
    drafted_at = models.DateTimeField(null=True)
    reported_at = models.DateTimeField(null=True)
    reported_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)

    objects: ClassVar[models.Manager[Pilot]] = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reported_at=None) | (Q(drafted_at__isnull=False) & ~Q(report="")),
                name="pilot_reported_with_words",
            ),
        ]

    def __str__(self) -> str:
        return f"pilot {self.pk}"


class PilotTask(models.Model):
    """One thing to try out, from a day of the pilot on; the first day is 1."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="pilot_tasks", db_index=False)
    day = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=TITLE_MAX)
    words = models.TextField(max_length=WORDS_MAX, blank=True)

    objects: ClassVar[models.Manager[PilotTask]] = models.Manager()

    class Meta:
        ordering = ["day", "pk"]
        constraints = [models.CheckConstraint(condition=Q(day__range=(1, 100)), name="pilot_task_day")]
        indexes = [models.Index(fields=["occurrence", "day", "id"], name="pilot_task_in_order")]

    def __str__(self) -> str:
        return self.title

    @property
    def edition(self) -> str:
        """Names what it says now."""
        return edition_of(self.day, self.title, self.words)


class Stands(models.TextChoices):
    """How somebody stands to a pilot."""

    ASKED = "asked", _("Asks to take part")
    INVITED = "invited", _("Invited")
    IN = "in", _("Takes part")
    DECLINED = "declined", _("Not taken in")
    REFUSED = "refused", _("Does not want to")
    WITHDRAWN = "withdrawn", _("Asks no more")
    LEFT = "left", _("Left")
    TAKEN_OUT = "taken_out", _("Taken out")


class PilotSeatQuerySet(models.QuerySet["PilotSeat"]):
    """Sets of seats."""

    def inside(self) -> PilotSeatQuerySet:
        """Of those who take part."""
        return self.filter(stands=Stands.IN)

    def of(self, occurrence: Occurrence) -> PilotSeatQuerySet:
        """Of one pilot."""
        return self.filter(occurrence=occurrence)


class PilotSeat(models.Model):
    """How one member stands to one pilot. Who takes part has a place (`stands` is `in`)."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="pilot_seats", db_index=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    stands = models.CharField(max_length=10, choices=Stands.choices)
    words = models.CharField(max_length=WORDS_MAX, blank=True)  # why they ask
    answer = models.CharField(max_length=WORDS_MAX, blank=True)  # what they were told
    at = models.DateTimeField(default=timezone.now)  # since when they stand so
    joined_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    reminded_day = models.PositiveSmallIntegerField(default=0)  # tasks up to this day were reminded of

    objects: ClassVar[Any] = PilotSeatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["occurrence", "member"], name="pilot_seat_once"),
            models.CheckConstraint(condition=Q(stands__in=Stands.values), name="pilot_seat_known"),
            models.CheckConstraint(
                condition=~Q(stands=Stands.IN) | Q(joined_at__isnull=False), name="pilot_seat_joined_when"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.stands} {self.occurrence_id}"

    @property
    def is_in(self) -> bool:
        """Whether they take part."""
        return self.stands == Stands.IN


class PilotAnswer(models.Model):
    """What a participant says of a task, or of the whole (no task). Only those who manage read it."""

    seat = models.ForeignKey(PilotSeat, on_delete=models.CASCADE, related_name="answers", db_index=False)
    task = models.ForeignKey(PilotTask, on_delete=models.CASCADE, null=True, related_name="answers")
    is_done = models.BooleanField(default=True)  # False: they could not
    rating = models.PositiveSmallIntegerField(null=True)  # 1 to 5
    helped = models.TextField(max_length=WORDS_MAX, blank=True)
    hindered = models.TextField(max_length=WORDS_MAX, blank=True)
    words = models.TextField(max_length=WORDS_MAX, blank=True)
    may_quote = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[PilotAnswer]] = models.Manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["seat", "task"], name="pilot_answer_once", nulls_distinct=False),
            models.CheckConstraint(condition=Q(rating=None) | Q(rating__range=(1, 5)), name="pilot_answer_rating"),
            models.CheckConstraint(condition=Q(is_done=True) | ~Q(hindered=""), name="pilot_answer_could_not_why"),
            models.CheckConstraint(
                condition=Q(task__isnull=False) | Q(rating__isnull=False), name="pilot_answer_whole_rated"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id} on {self.task_id}"
