"""Occurrences: the dated instances of a program, each with its state, its host and what came of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from community.spaces.models import Space
from community.threads.models import Thread
from members.activity.log import record
from members.profiles.models import Member
from programs.series.models import ABOUT_MAX, TITLE_MAX, Program
from programs.series.overtaken import edition_of

if TYPE_CHECKING:
    from config.lib.audience import Viewer

ON_PAGE = (
    "program__space", "program__owner", "program__audience", "host", "thread__space", "text", "moved_by",
    "called_off_by", "result_by",
)  # fmt: skip
"""What one page of an occurrence shows beside the occurrence itself."""


class OccurrenceQuerySet(models.QuerySet["Occurrence"]):
    """Sets of occurrences."""

    def visible_to(self, viewer: Viewer) -> OccurrenceQuerySet:
        """Those of programs the viewer sees."""
        return self.filter(program__in=Program.objects.visible_to(viewer))

    def in_calendar_of(self, viewer: Viewer) -> OccurrenceQuerySet:
        """Those of programs that stand in the calendar of members."""
        return self.filter(program__in=Program.objects.in_calendar_of(viewer))

    def hosted_by(self, member: Member) -> OccurrenceQuerySet:
        """What a member hosts or could in turn, in spaces they see, also where it is not in the calendar."""
        if member.is_suspended:
            return self.none()
        turns = Program.objects.filter(turns__member=member).values("pk")
        seen = Q(program__space=None) | Q(program__space__in=Space.objects.visible_to(member))
        return self.filter(Q(host=member) | Q(program__in=turns), seen, program__planned_at__isnull=False)

    def between(self, since: datetime, until: datetime) -> OccurrenceQuerySet:
        """Those that go on at some moment between the two, in order."""
        return self.filter(starts_at__lt=until, ends_at__gt=since).order_by("starts_at", "pk")

    def taking_place(self) -> OccurrenceQuerySet:
        """Without those that were called off, or that nobody held."""
        return self.filter(called_off_at=None, missed_at=None)

    def to_come(self) -> OccurrenceQuerySet:
        """Those that have not begun."""
        return self.taking_place().filter(opened_at=None, starts_at__gt=timezone.now())

    def for_page(self) -> OccurrenceQuerySet:
        """With all that one page of an occurrence shows of it."""
        return self.select_related(*ON_PAGE)

    def locked(self, pk: int) -> Occurrence:
        """One of them under its row lock."""
        return self.select_for_update(of=("self",), no_key=True).select_related("program__space").get(pk=pk)


class Occurrence(models.Model):
    """One instance of a program. `day` is when its rule (or somebody) put it; it names it also after it was moved."""

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="occurrences")
    day = models.DateField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    title = models.CharField(max_length=TITLE_MAX, blank=True)  # instead of the program's
    about = models.TextField(max_length=ABOUT_MAX, blank=True)  # beside the program's
    host = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    host_by_hand_at = models.DateTimeField(null=True)  # not because it was their turn
    thread = models.ForeignKey(Thread, on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.ForeignKey("programs.BankText", on_delete=models.SET_NULL, null=True, related_name="+")
    moved_at = models.DateTimeField(null=True)
    moved_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    added_at = models.DateTimeField(null=True)  # beside the rule, by hand
    added_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    called_off_at = models.DateTimeField(null=True)
    called_off_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    called_off_why = models.CharField(max_length=200, blank=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    missed_at = models.DateTimeField(null=True)  # nothing happened in its time
    sequence = models.PositiveIntegerField(default=0)  # grows with each change that calendars have to take over
    result_number = models.PositiveIntegerField(null=True)
    result_words = models.CharField(max_length=300, blank=True)
    result_at = models.DateTimeField(null=True)
    result_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)

    objects: ClassVar[Any] = OccurrenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["program", "day"], name="occurrence_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="occurrence_in_order"),
            models.CheckConstraint(condition=Q(opened_at=None) | Q(missed_at=None), name="occurrence_opened_or_missed"),
        ]
        indexes = [
            models.Index(fields=["starts_at", "id"], name="occurrence_by_time"),
            models.Index(fields=["host", "starts_at"], name="occurrence_by_host"),
            models.Index(fields=["thread"], condition=Q(thread__isnull=False), name="occurrence_of_thread"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.day})"

    def get_absolute_url(self) -> str:
        """Where managers see it."""
        return reverse("occurrence", args=[self.pk])

    @property
    def edition(self) -> str:
        """Names what it says of itself now, so that a form can tell whether it still says that."""
        return edition_of(self.title, self.about, self.starts_at.timestamp(), self.ends_at.timestamp())

    @property
    def name(self) -> str:
        """Its own title, or the program's."""
        return self.title or self.program.title

    @property
    def url(self) -> str:
        """Where members take part; empty before there is such a place."""
        return self.program.kind.url(self)

    @property
    def is_to_come(self) -> bool:
        """Whether it has not begun and will."""
        return self.opened_at is None and self.called_off_at is None and self.missed_at is None

    @property
    def is_running(self) -> bool:
        """Whether it began and is not over."""
        return self.opened_at is not None and self.closed_at is None

    @property
    def is_over(self) -> bool:
        """Whether it took place and its time is over."""
        return self.opened_at is not None and self.ends_at <= timezone.now()

    @property
    def lacks_result(self) -> bool:
        """Whether it is over and nobody has said what came of it."""
        return self.is_over and self.result_at is None

    @property
    def leads(self) -> Member | None:
        """Who is there for it: its host, or the owner of the program."""
        return self.host or self.program.owner

    @transaction.atomic
    def move(self, starts_at: datetime, *, by: Member, lasts: timedelta | None = None) -> None:
        """Let it begin at another moment; what the clock does for it moves along. What has begun stays where it is."""
        from programs.series.steps import set_steps

        current = Occurrence.objects.locked(self.pk)
        lasts = lasts or current.ends_at - current.starts_at
        unchanged = (current.starts_at, current.ends_at) == (starts_at, starts_at + lasts)
        if current.is_to_come and not unchanged:
            before = current.starts_at
            current.starts_at, current.ends_at = starts_at, starts_at + lasts
            current.moved_at, current.moved_by = timezone.now(), by
            current.sequence += 1
            current.save(update_fields=["starts_at", "ends_at", "moved_at", "moved_by", "sequence"])
            set_steps([current])
            record("occurrence.moved", actor=by, subject=current, before=before.isoformat(), sequence=current.sequence)
        self.refresh_from_db()

    @transaction.atomic
    def call_off(self, *, by: Member | None, why: str = "", together: bool = False) -> None:
        """Let it not take place; it stays in calendars as called off. `together`: with others of its program."""
        current = Occurrence.objects.locked(self.pk)
        if current.is_to_come:
            current.called_off_at, current.called_off_by, current.called_off_why = timezone.now(), by, why[:200]
            current.sequence += 1
            current.save(update_fields=["called_off_at", "called_off_by", "called_off_why", "sequence"])
            record("occurrence.called_off", actor=by, subject=current, sequence=current.sequence, together=together)
        self.refresh_from_db()

    @transaction.atomic
    def put_back(self, *, by: Member) -> None:
        """Let it take place after all, as long as its time has not come."""
        current = Occurrence.objects.locked(self.pk)
        if current.called_off_at is not None and current.starts_at > timezone.now():
            current.called_off_at, current.called_off_by, current.called_off_why = None, None, ""
            current.sequence += 1
            current.save(update_fields=["called_off_at", "called_off_by", "called_off_why", "sequence"])
            record("occurrence.put_back", actor=by, subject=current, sequence=current.sequence)
        self.refresh_from_db()
