"""Weekly patterns: every Monday from 9 to 17 on the wall of a place; they make the shifts of the weeks to come."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.dates import WEEKDAYS

from members.activity.log import record
from members.profiles.models import Member

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from moderation.rota.shifts import ShiftQuerySet


class ShiftPatternQuerySet(models.QuerySet["ShiftPattern"]):
    """Sets of patterns."""

    def visible_to(self, viewer: Viewer) -> ShiftPatternQuerySet:
        """The team's that go on."""
        from moderation.rota.shifts import is_of_the_team

        return self.filter(ended_at=None) if is_of_the_team(viewer) else self.none()


class ShiftPattern(models.Model):
    """The same shift every week; from the later time of day to the earlier it goes over midnight."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    weekday = models.PositiveSmallIntegerField(choices=list(WEEKDAYS.items()))  # Monday is 0
    begins = models.TimeField()
    ends = models.TimeField()
    zone = models.CharField(max_length=50)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)

    objects: ClassVar[Any] = ShiftPatternQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="shift_pattern_weekday"),
            models.CheckConstraint(condition=~Q(begins=F("ends")), name="shift_pattern_lasts"),
            models.UniqueConstraint(
                fields=["member", "weekday", "begins", "ends", "zone"],
                condition=Q(ended_at=None),
                name="shift_pattern_once",
            ),
        ]

    def __str__(self) -> str:
        return f"pattern {self.pk}"

    def ahead(self) -> ShiftQuerySet:
        """Its shifts that are called off when it ends: those that have not begun and are still its member's."""
        from moderation.rota.shifts import Shift

        found: ShiftQuerySet = Shift.objects.filter(pattern=self, member=self.member_id, cancelled_at=None)
        return found.filter(starts_at__gt=timezone.now())

    @transaction.atomic
    def end(self, *, by: Member) -> None:
        """Make no more shifts; those that have not begun and are still its member's are called off."""
        now = timezone.now()
        if not ShiftPattern.objects.filter(pk=self.pk, ended_at=None).update(ended_at=now, ended_by=by):
            return
        self.ahead().update(cancelled_at=now, cancelled_by=by, offered_at=None, offered_to=None)
        self.refresh_from_db()
        record("shift_pattern.ended", actor=by, subject=self)


@transaction.atomic
def add_pattern(member: Member, weekday: int, begins: time, ends: time, zone: str, *, by: Member) -> ShiftPattern:
    """A pattern, with the shifts of the weeks to come. The same one again is the one there is."""
    from moderation.rota.making import make_of

    pattern, is_new = ShiftPattern.objects.get_or_create(
        member=member, weekday=weekday, begins=begins, ends=ends, zone=zone, ended_at=None, defaults={"made_by": by}
    )
    if is_new:
        record("shift_pattern.added", actor=by, subject=pattern, member=member.pk)
        make_of(pattern, timezone.now())
    found: ShiftPattern = pattern
    return found
