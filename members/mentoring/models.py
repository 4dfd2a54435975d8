"""Mentors, whom they look after, and when they ask how it goes."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.groups.models import Group
from members.mentoring.answering import Answerable, Closing
from members.mentoring.checking_in import DAYS, Askable
from members.mentoring.ruling import Ruling
from members.mentoring.serving import Serving
from members.profiles.models import Member

__all__ = ["MOST", "TIMES_MAX", "CheckIn", "Closing", "Mentor", "MentoringRules", "Mentorship"]
MOST, TIMES_MAX = 10, 200


class MentoringRules(Ruling, models.Model):
    """Whether newcomers are offered mentors, and the group whose members may be some; exactly one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    group = models.ForeignKey(Group, on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[models.Manager[MentoringRules]] = models.Manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="mentoring_rules_one_row")]

    def __str__(self) -> str:
        return "on" if self.on_since else "off"


class Mentor(Serving, models.Model):
    """A member who looks after newcomers: how many at once, in which languages, and when."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, primary_key=True, related_name="mentor")
    capacity = models.PositiveSmallIntegerField(_("how many at once"), default=2)
    languages = ArrayField(models.CharField(max_length=10), default=list)
    times = models.CharField(_("when you have time"), max_length=TIMES_MAX, blank=True)
    since = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[Mentor]] = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(capacity__gte=1, capacity__lte=MOST), name="mentor_capacity_in_reach")
        ]

    def __str__(self) -> str:
        return f"{self.member_id} for {self.capacity}"


class MentorshipQuerySet(models.QuerySet["Mentorship"]):
    """Sets of mentorships."""

    def open(self) -> MentorshipQuerySet:
        """Offered or accepted, and neither passed on nor ended."""
        return self.filter(closed_at=None)

    def offered(self) -> MentorshipQuerySet:
        """Those a mentor has not answered."""
        return self.open().filter(accepted_at=None)

    def running(self) -> MentorshipQuerySet:
        """Those both know of."""
        return self.open().filter(accepted_at__isnull=False)


class Mentorship(Answerable, models.Model):
    """A newcomer and the mentor they were offered to; the newcomer knows of it once the mentor has accepted."""

    newcomer = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="mentorships")
    mentor = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="mentored")

    objects: ClassVar[Any] = MentorshipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["newcomer", "mentor"], name="mentor_asked_once"),
            models.UniqueConstraint(fields=["newcomer"], condition=Q(closed_at=None), name="mentorship_one_open"),
            models.CheckConstraint(
                condition=Q(closed_at=None, closing="") | (Q(closed_at__isnull=False) & Q(closing__in=Closing.values)),
                name="mentorship_closed_somehow",
            ),
            models.CheckConstraint(condition=~Q(newcomer=models.F("mentor")), name="mentorship_of_two"),
        ]
        indexes = [
            models.Index(fields=["mentor"], condition=Q(closed_at=None), name="mentorship_of_mentor"),
            models.Index(
                fields=["answer_by"], condition=Q(closed_at=None, accepted_at=None), name="mentorship_to_answer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mentor_id} for {self.newcomer_id}"

    def get_absolute_url(self) -> str:
        """The page about mentors, of whichever of the two looks at it."""
        return reverse("mentoring")


class CheckIn(Askable, models.Model):
    """A day on which a mentor asks how it goes."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="check_ins")
    day = models.PositiveSmallIntegerField()

    objects: ClassVar[models.Manager[CheckIn]] = models.Manager()

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["mentorship", "day"], name="check_in_once"),
            models.CheckConstraint(condition=Q(day__in=DAYS), name="check_in_day_known"),
        ]
        indexes = [models.Index(fields=["due_at"], condition=Q(done_at=None), name="check_in_due")]

    def __str__(self) -> str:
        return f"day {self.day} of {self.mentorship_id}"
