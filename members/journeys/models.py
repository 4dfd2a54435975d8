"""Journeys: their drafts and published versions, the members who are in them, and what became of each step."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.activity.log import record
from members.activity.outbox import Sendable, SendableQuerySet
from members.journeys.editing import ChangedMeanwhile, Editable
from members.journeys.halting import Haltable
from members.journeys.plans import Plan, WrongPlan, plan_of, read
from members.profiles.models import Member

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NAME_LENGTH, PURPOSE_LENGTH = 80, 200
ENDS: dict[str, StrOrPromise] = {
    "done": _("came to the end"),
    "goal": _("reached the goal"),
    "left": _("left at a step"),
    "time": _("stayed as long as one may"),
    "taken_out": _("was taken out"),
    "stopped": _("wanted no more of it"),
    "gone": _("has no open account any more"),
    "suspended": _("was suspended"),
}


def new_token() -> str:
    """What stands in the address behind the footer of a mail; whoever has it may say that they want no more."""
    return secrets.token_urlsafe(24)


class JourneyQuerySet(models.QuerySet["Journey"]):
    """Sets of journeys."""

    def in_use(self) -> JourneyQuerySet:
        """Those that are not archived."""
        return self.filter(archived_at=None)

    def running(self) -> JourneyQuerySet:
        """Published, and neither paused nor archived."""
        return self.in_use().filter(version__isnull=False, paused_at=None)

    def beginning(self, on: str) -> JourneyQuerySet:
        """Those that begin in this way, with their versions."""
        return self.select_related("version").filter(version__plan__begins__on=on)


class Journey(Editable, Haltable, models.Model):
    """Steps that lead members on. Its draft is what managers change; what runs is a published version."""

    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    purpose = models.CharField(_("what it is for"), max_length=PURPOSE_LENGTH, blank=True)
    version = models.ForeignKey(
        "members.JourneyVersion", on_delete=models.PROTECT, null=True, editable=False, related_name="+", db_index=False
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    runs_since = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[Any] = JourneyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("name"), condition=Q(archived_at=None), name="journey_name_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page where managers see its steps."""
        return reverse("journey", args=[self.pk])

    @property
    def has_goal(self) -> bool:
        """Whether what runs leads to something."""
        return self.version is not None and self.version.plan["goal"] is not None

    @classmethod
    @transaction.atomic
    def create(cls, name: str, plan: dict[str, Any], *, by: Member | None = None, purpose: str = "") -> Journey:
        """A new journey that does not run yet. Raises WrongPlan, or IntegrityError if another one has the name."""
        journey: Journey = cls.objects.create(name=name, purpose=purpose, draft=read(plan))
        record("journey.made", actor=by, subject=journey)
        return journey

    @transaction.atomic
    def publish(self, *, by: Member | None = None, seen: int | None = None) -> JourneyVersion:
        """Let the draft run, for all who begin from now on; who is inside goes on as they began.

        `seen` is the number of the draft that was looked at. Raises ChangedMeanwhile if it is another one, WrongPlan.
        """
        locked = Journey.objects.select_for_update(no_key=True).get(pk=self.pk)
        if seen is not None and seen != locked.draft_number:
            raise ChangedMeanwhile
        plan = read(locked.draft)
        if not plan["steps"]:
            raise WrongPlan(str(_("It has no steps yet: add one first.")))
        if locked.version is not None and locked.version.plan == plan:
            self.version = locked.version
            return locked.version
        number = (locked.version.number or 0) + 1 if locked.version else 1
        now = timezone.now()
        version = JourneyVersion.objects.create(
            journey=self, number=number, plan=plan, published_at=now, published_by=by
        )
        self.version, self.runs_since = version, locked.runs_since or now
        self.save(update_fields=["version", "runs_since"])
        record("journey.published", actor=by, subject=self, version=number)
        return version

    def rehearse(self) -> JourneyVersion:
        """The draft as it stands, for a test: no member begins with it. Raises WrongPlan."""
        return JourneyVersion.objects.create(journey=self, plan=read(self.draft))

    @transaction.atomic
    def rename(self, name: str, purpose: str, *, by: Member) -> None:
        """Another name, another purpose. Raises IntegrityError if another one has the name."""
        if (name, purpose) != (self.name, self.purpose):
            self.name, self.purpose = name, purpose
            self.save(update_fields=["name", "purpose"])
            record("journey.changed", actor=by, subject=self)


class JourneyVersion(models.Model):
    """A plan as it was published; never changed, since people are on it."""

    journey = models.ForeignKey(Journey, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(null=True)
    plan = models.JSONField()
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["journey", "number"], name="journey_version_once")]

    def __str__(self) -> str:
        return f"{self.journey_id}.{self.number}"

    @property
    def steps(self) -> Plan:
        """The plan, ready to run."""
        return plan_of(self.plan)


class RunQuerySet(models.QuerySet["Run"]):
    """Sets of members' ways through journeys."""

    def open(self) -> RunQuerySet:
        """Those that have not ended."""
        return self.filter(ended_at=None)

    def due(self, now: datetime) -> RunQuerySet:
        """Open, their moment has come, and the journey is not paused."""
        return self.open().filter(due_at__lte=now, journey__paused_at=None, journey__archived_at=None)


class Run(models.Model):
    """One member's way through one journey."""

    journey = models.ForeignKey(Journey, on_delete=models.CASCADE, related_name="runs", db_index=False)
    version = models.ForeignKey(JourneyVersion, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="journeys")
    # Names what let them begin: it lets them begin once, however often it is heard of.
    cause = models.CharField(max_length=60)
    began_at = models.DateTimeField(default=timezone.now)
    step = models.CharField(max_length=12, blank=True)
    arrived_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(null=True)
    waits_for = models.CharField(max_length=64, blank=True)
    happened = models.BooleanField(default=False)
    held = models.CharField(max_length=12, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=500, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_as = models.CharField(max_length=12, blank=True)
    is_test = models.BooleanField(default=False)

    objects: ClassVar[Any] = RunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["journey", "member", "cause"], name="journey_begun_once"),
            models.UniqueConstraint(
                fields=["journey", "member"], condition=Q(ended_at=None, is_test=False), name="journey_one_way_at_once"
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(ended_at=None), name="journey_due"),
            models.Index(fields=["journey", "step"], condition=Q(ended_at=None), name="journey_who_is_where"),
            models.Index(
                fields=["member", "waits_for"], condition=Q(ended_at=None) & ~Q(waits_for=""), name="journey_waits"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.journey_id}"

    @property
    def end_in_words(self) -> StrOrPromise:
        """How it ended."""
        return ENDS.get(self.ended_as, self.ended_as)


class Passed(models.Model):
    """A step that one member has been through: the log of their journey, and what makes each step happen once."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="passed", db_index=False)
    step = models.CharField(max_length=12)
    way = models.CharField(max_length=12, blank=True)
    at = models.DateTimeField(default=timezone.now)
    facts = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "step"], name="journey_step_once")]

    def __str__(self) -> str:
        return f"{self.step} of {self.run_id}"


class JourneyStop(models.Model):
    """A member who wants no more messages of one journey, or of any."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    journey = models.ForeignKey(Journey, on_delete=models.CASCADE, null=True, related_name="+")
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "journey"], nulls_distinct=False, name="journey_stop_once")
        ]

    def __str__(self) -> str:
        return f"{self.member_id} stopped {self.journey_id or 'all'}"


class JourneyMessage(Sendable):
    """What a journey told one member: stands in their inbox, and leaves as a mail if it is to."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="messages")
    token = models.CharField(max_length=32, unique=True, default=new_token)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", db_index=False)
    host = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    subject = models.CharField(max_length=150)
    source = models.TextField()
    html = models.TextField()
    text = models.TextField()
    in_app = models.BooleanField()
    by_mail = models.BooleanField()

    objects: ClassVar[models.Manager[JourneyMessage]] = models.Manager.from_queryset(SendableQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["member", "created_at"], name="journey_message_budget"),
            models.Index(fields=["retry_at"], condition=Q(sent_at=None, dropped_at=None), name="journey_message_due"),
        ]

    @property
    def kind_in_words(self) -> StrOrPromise:
        """What it is, for the operators' page."""
        return _("Message of a journey")
