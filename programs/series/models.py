"""Programs: what is planned once or again and again, with an owner, a goal and whom it is for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.spaces.models import Space
from members.activity.log import record
from members.profiles.models import Member
from members.segments.models import Segment
from programs.series.measures import Goal, Rhythm, Serves
from programs.series.recurring import RULE_MAX, Recurrence

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from programs.series.formats import Format

TITLE_MAX, ABOUT_MAX = 120, 4000
MINUTES_MOST = 60 * 24 * 100


class ProgramQuerySet(models.QuerySet["Program"]):
    """Sets of programs."""

    def visible_to(self, viewer: Viewer) -> ProgramQuerySet:
        """The managers' all; members' and visitors' what is planned, public, and stands in a space they see."""
        if isinstance(viewer, Member) and viewer.is_manager and viewer.is_active and not viewer.is_suspended:
            return self
        return self.in_calendar_of(viewer)

    def in_calendar_of(self, viewer: Viewer) -> ProgramQuerySet:
        """What members read of: planned, public, and in a space the viewer sees, also for those who manage."""
        seen = Q(space=None) | Q(space__in=Space.objects.visible_to(viewer).filter(deleted_at=None))
        return self.planned().filter(seen, is_public=True)

    def planned(self) -> ProgramQuerySet:
        """Those that are no drafts any more."""
        return self.filter(planned_at__isnull=False)

    def running(self) -> ProgramQuerySet:
        """Planned, and not at their end."""
        return self.planned().filter(ended_at=None)


class Program(models.Model):
    """A series, or something that happens once. What is dated stands in its occurrences."""

    format = models.CharField(max_length=12)
    title = models.CharField(_("title"), max_length=TITLE_MAX)
    about = models.TextField(_("about"), max_length=ABOUT_MAX, blank=True)  # Markdown; members read it
    rhythm = models.CharField(_("rhythm"), max_length=10, choices=Rhythm.choices)
    serves = models.CharField(_("helps people"), max_length=10, choices=Serves.choices)
    owner = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    space = models.ForeignKey(Space, on_delete=models.PROTECT, null=True, related_name="+")
    audience = models.ForeignKey(Segment, on_delete=models.SET_NULL, null=True, related_name="+")  # everybody, if none
    is_public = models.BooleanField(default=True)  # in the calendar of members
    begins = models.DateField()
    at = models.TimeField()
    zone = models.CharField(max_length=50)
    rule = models.CharField(max_length=RULE_MAX, blank=True)
    minutes = models.PositiveIntegerField(validators=[MinValueValidator(5), MaxValueValidator(MINUTES_MOST)])
    goal = models.CharField(max_length=10, choices=Goal.choices, default=Goal.PEOPLE)
    goal_number = models.PositiveIntegerField(null=True)
    goal_words = models.CharField(max_length=200, blank=True)
    continues = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="continued_by")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    planned_at = models.DateTimeField(null=True)
    planned_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    laid_out_until = models.DateField(null=True)
    submission = models.CharField(max_length=60, blank=True)  # sent twice, a sheet makes one program

    objects: ClassVar[Any] = ProgramQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(rhythm__in=Rhythm.values), name="program_rhythm_known"),
            models.CheckConstraint(condition=Q(serves__in=Serves.values), name="program_serves_known"),
            models.CheckConstraint(condition=Q(goal__in=Goal.values), name="program_goal_known"),
            models.CheckConstraint(condition=Q(minutes__gte=5, minutes__lte=MINUTES_MOST), name="program_minutes"),
            models.UniqueConstraint(fields=["submission"], condition=~Q(submission=""), name="program_once_per_sheet"),
        ]
        indexes = [
            models.Index(
                fields=["laid_out_until"],
                condition=Q(ended_at=None, planned_at__isnull=False),
                name="program_to_lay_out",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where managers see it."""
        return reverse("program", args=[self.pk])

    @property
    def kind(self) -> Format:
        """What kind of program it is."""
        from programs.series.formats import FORMATS

        return FORMATS[self.format]

    @property
    def recurrence(self) -> Recurrence:
        """When it happens."""
        return Recurrence(self.begins, self.at, self.zone, self.rule)

    @property
    def lasts(self) -> timedelta:
        """How long each occurrence goes on."""
        return timedelta(minutes=self.minutes)

    @property
    def is_draft(self) -> bool:
        """Whether only managers know of it, and nothing happens by itself."""
        return self.planned_at is None

    @transaction.atomic
    def plan(self, *, by: Member, today: date | None = None) -> None:
        """Let it stand in the calendar, and happen. Raises WrongRule."""
        from programs.series.laying import lay_out

        current = Program.objects.select_for_update(no_key=True).get(pk=self.pk)
        if current.planned_at is None:
            current.recurrence.check()
            current.planned_at, current.planned_by = timezone.now(), by
            current.save(update_fields=["planned_at", "planned_by"])
            lay_out(current, today=today)
            record("program.planned", actor=by, subject=current, format=current.format)
        self.refresh_from_db()

    @property
    def chain(self) -> list[int]:
        """Its number and those of the programs it continues, the latest first: to members they are one series."""
        found, before = [self.pk], self.continues_id
        while before is not None and before not in found:
            found.append(before)
            before = Program.objects.filter(pk=before).values_list("continues", flat=True).first()
        return found

    @transaction.atomic
    def end(self, *, by: Member, since: date | None = None) -> None:
        """Let it happen no more: what has not begun is called off with it, what runs goes on to its end."""
        current = Program.objects.select_for_update(no_key=True).get(pk=self.pk)
        if current.ended_at is None:
            current.ended_at, current.ended_by = timezone.now(), by
            current.save(update_fields=["ended_at", "ended_by"])
            for occurrence in current.occurrences.to_come():
                occurrence.call_off(by=by, together=True)
            record("program.ended", actor=by, subject=current)
        self.refresh_from_db()

    @transaction.atomic
    def discard(self) -> bool:
        """Throw a draft away; what is planned stays. Returns whether it is gone."""
        current = Program.objects.select_for_update(no_key=True).filter(pk=self.pk).first()
        if current is not None and current.planned_at is not None:
            return False
        if current is not None:
            current.delete()
        return True
