"""Events: what a program says about its evenings, what is set for one of them, who comes, and words to all of them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import F, Q, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.profiles.models import Member
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.overtaken import edition_of

if TYPE_CHECKING:
    from datetime import datetime

    from programs.series.occurrences import OccurrenceQuerySet

GUESTS_MOST, CAPACITY_MOST = 5, 5000
URL_MAX, NOTE_MAX, WORDS_MAX, REASON_MAX = 500, 1000, 2000, 200


class Sort(models.TextChoices):
    """What it is called."""

    EVENT = "event", _("Event")
    OFFICE_HOUR = "office-hour", _("Office hour")
    MEET_UP = "meet-up", _("Meet-up")


class ThreadWhen(models.TextChoices):
    """When a thread about it is opened."""

    NEVER = "never", _("No thread")
    AHEAD = "ahead", _("Two weeks before, or at once if it is sooner")
    BEGINS = "begins", _("When it begins")


class EventPlan(models.Model):
    """What all events of a program have in common: where they are, for how many, what follows."""

    program = models.OneToOneField(Program, on_delete=models.CASCADE, related_name="event_plan", primary_key=True)
    sort = models.CharField(max_length=12, choices=Sort.choices, default=Sort.EVENT)
    is_online = models.BooleanField(default=True)
    url = models.CharField(max_length=URL_MAX, blank=True)  # shown to those who go, shortly before
    place = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=200, blank=True)
    way = models.CharField(max_length=500, blank=True)  # how to find it
    access = models.CharField(max_length=500, blank=True)  # steps, doors, hearing loops
    capacity = models.PositiveIntegerField(null=True)  # with guests; None: no limit
    guests_most = models.PositiveSmallIntegerField(default=0)
    has_waiting_list = models.BooleanField(default=True)
    answer_hours = models.PositiveSmallIntegerField(default=0)  # answers until so many hours before
    thread_when = models.CharField(max_length=8, choices=ThreadWhen.choices, default=ThreadWhen.NEVER)
    question = models.CharField(max_length=200, blank=True)  # asked afterwards, with the link
    question_url = models.CharField(max_length=URL_MAX, blank=True)

    objects: ClassVar[models.Manager[EventPlan]] = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sort__in=Sort.values), name="event_sort_known"),
            models.CheckConstraint(condition=Q(thread_when__in=ThreadWhen.values), name="event_thread_known"),
            models.CheckConstraint(condition=Q(guests_most__lte=GUESTS_MOST), name="event_guests_most"),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(capacity__range=(1, CAPACITY_MOST)), name="event_capacity"
            ),
        ]

    def __str__(self) -> str:
        return f"plan of {self.program_id}"


class EventDay(models.Model):
    """What is set for one event alone: another number of places, words of the host, what is left of it."""

    occurrence = models.OneToOneField(Occurrence, on_delete=models.CASCADE, related_name="event_day", primary_key=True)
    has_own_capacity = models.BooleanField(default=False)
    capacity = models.PositiveIntegerField(null=True)
    note = models.CharField(max_length=NOTE_MAX, blank=True)
    recording_url = models.CharField(max_length=URL_MAX, blank=True)
    recording_words = models.CharField(max_length=WORDS_MAX, blank=True)
    survey = models.ForeignKey(
        Program, on_delete=models.SET_NULL, null=True, related_name="asks_after"
    )  # who was there

    objects: ClassVar[models.Manager[EventDay]] = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(capacity__range=(1, CAPACITY_MOST)), name="event_day_capacity"
            ),
        ]

    def __str__(self) -> str:
        return f"day {self.occurrence_id}"

    @property
    def words_edition(self) -> str:
        """Names what was noted, so that a form can tell whether it still stands there."""
        return edition_of(self.note, self.recording_url, self.recording_words)


class Says(models.TextChoices):
    """What somebody answers to an event."""

    GOING = "going", pgettext_lazy("answer to an event", "Going")
    MAYBE = "maybe", pgettext_lazy("answer to an event", "Maybe")
    NO = "no", pgettext_lazy("answer to an event", "Can’t go")


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    """Sets of answers."""

    def going(self) -> AttendanceQuerySet:
        """Who has a place."""
        return self.filter(seated_at__isnull=False)

    def waiting(self) -> AttendanceQuerySet:
        """Who wants to come and has no place yet, first come first."""
        return self.filter(says=Says.GOING, seated_at=None).order_by("asked_at", "pk")

    def maybe(self) -> AttendanceQuerySet:
        """Who does not know yet."""
        return self.filter(says=Says.MAYBE)

    def came(self) -> AttendanceQuerySet:
        """Who was there."""
        return self.filter(came_at__isnull=False)

    def missed(self) -> AttendanceQuerySet:
        """Who had a place and was not there, at events that are over and where somebody looked who came."""
        looked = Attendance.objects.filter(occurrence=models.OuterRef("occurrence"), came_at__isnull=False)
        over = Q(occurrence__ends_at__lt=timezone.now(), occurrence__called_off_at=None)
        return self.going().filter(over, models.Exists(looked), came_at=None)

    def taken(self) -> int:
        """How many places are taken, guests among them."""
        return int(self.going().aggregate(n=Sum(F("guests") + 1))["n"] or 0)


class Attendance(models.Model):
    """What one member says to one event. Who has a place was given one (`seated_at`); others who want to come wait."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="attendances", db_index=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", db_index=False)
    says = models.CharField(max_length=6, choices=Says.choices)
    guests = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(default=timezone.now)  # the order of the waiting list
    seated_at = models.DateTimeField(null=True)
    passed_over_at = models.DateTimeField(null=True)  # told that others moved up who need fewer places
    added_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    taken_off_at = models.DateTimeField(null=True)
    taken_off_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    taken_off_why = models.CharField(max_length=REASON_MAX, blank=True)
    came_at = models.DateTimeField(null=True)
    came_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)

    objects: ClassVar[Any] = AttendanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["occurrence", "member"], name="attendance_once"),
            models.CheckConstraint(condition=Q(says__in=Says.values), name="attendance_says_known"),
            models.CheckConstraint(condition=Q(guests__lte=GUESTS_MOST), name="attendance_guests"),
            models.CheckConstraint(
                condition=Q(seated_at=None) | Q(says="going", taken_off_at=None), name="attendance_seated_goes"
            ),
        ]
        indexes = [
            models.Index(fields=["occurrence", "asked_at", "id"], name="attendance_in_order"),
            models.Index(fields=["member", "occurrence"], name="attendance_of_member"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.says} {self.occurrence_id}"

    @property
    def places(self) -> int:
        """How many places it needs."""
        return 1 + int(self.guests)

    @property
    def is_waiting(self) -> bool:
        """Whether they want to come and have no place."""
        return self.says == Says.GOING and self.seated_at is None


class EventMessage(models.Model):
    """Words of a host to everybody who goes."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="event_messages")
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    words = models.CharField(max_length=WORDS_MAX)
    at = models.DateTimeField(default=timezone.now)
    key = models.CharField(max_length=40, unique=True)  # of the form it was sent with: sent twice, it is sent once

    objects: ClassVar[models.Manager[EventMessage]] = models.Manager()

    def __str__(self) -> str:
        return f"message {self.pk}"


def events(occurrences: OccurrenceQuerySet) -> OccurrenceQuerySet:
    """Of these occurrences the events, with all that pages and letters say of them: one query."""
    wanted = occurrences.filter(program__format="event")
    return wanted.select_related(
        "program__space", "program__owner", "program__event_plan", "program__audience", "event_day__survey", "host",
        "thread",
    )  # fmt: skip


def plan_of(occurrence: Occurrence) -> EventPlan:
    """What holds for all of its program; as by default where nobody said anything."""
    found: EventPlan = getattr(occurrence.program, "event_plan", None) or EventPlan(program=occurrence.program)
    return found


def day_of(occurrence: Occurrence) -> EventDay:
    """What is set for this one alone."""
    found: EventDay = getattr(occurrence, "event_day", None) or EventDay(occurrence=occurrence)
    return found


def capacity_of(occurrence: Occurrence) -> int | None:
    """How many may come, guests among them; None: as many as want to."""
    day = day_of(occurrence)
    return day.capacity if day.has_own_capacity else plan_of(occurrence).capacity


def slug_of(occurrence: Occurrence) -> str:
    """The words of its address."""
    return slugify(occurrence.name)[:60] or "event"


def url_of(occurrence: Occurrence) -> str:
    """Where members answer, and read what was left of it."""
    return reverse("event", args=[occurrence.pk, slug_of(occurrence)])


def answers_end(occurrence: Occurrence) -> datetime:
    """Until when one can say that one comes; taking it back goes until it begins."""
    return occurrence.starts_at - timedelta(hours=plan_of(occurrence).answer_hours)
