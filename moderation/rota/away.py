"""Away: days on which somebody keeps no shifts; those they have are offered by themselves."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from members.activity.log import record
from members.profiles.models import Member
from moderation.rota.times import days_of

if TYPE_CHECKING:
    from config.lib.audience import Viewer


class AwayQuerySet(models.QuerySet["Away"]):
    """Sets of absences."""

    def visible_to(self, viewer: Viewer) -> AwayQuerySet:
        """The team's; it says from when to when, and never why."""
        from moderation.rota.shifts import is_of_the_team

        return self.all() if is_of_the_team(viewer) else self.none()

    def to_come(self) -> AwayQuerySet:
        """Those that are not over."""
        return self.filter(ends_at__gt=timezone.now())


class Away(models.Model):
    """Whole days in the member's own zone."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    first_day = models.DateField()
    last_day = models.DateField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    made_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Any] = AwayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="away_in_order"),
            models.UniqueConstraint(fields=["member", "first_day", "last_day"], name="away_once"),
        ]

    def __str__(self) -> str:
        return f"away {self.pk}"

    def covers(self, start: datetime, end: datetime) -> bool:
        """Whether a time has a part in it."""
        return self.starts_at < end and self.ends_at > start

    @transaction.atomic
    def come_back(self, *, by: Member) -> None:
        """Be there after all: what nobody took stays with them."""
        from moderation.rota.shifts import Shift

        for shift in Shift.objects.filter(offered_for=self, member=self.member_id):
            shift.keep(by=by)
        record("away.ended", actor=by, subject=self)
        self.delete()


@transaction.atomic
def go_away(member: Member, first: date, last: date, *, by: Member) -> Away:
    """Keep no shifts on these days: those there are, and those patterns make later, are offered to all."""
    from moderation.rota.shifts import Shift

    start, end = days_of(first, last, member.zone)
    away, is_new = Away.objects.get_or_create(
        member=member, first_day=first, last_day=last, defaults={"starts_at": start, "ends_at": end}
    )
    if is_new:
        record("away.began", actor=by, subject=away, member=member.pk)
        mine = Shift.objects.filter(member=member, cancelled_at=None, offered_at=None).touching(start, end).to_come()
        for shift in mine:
            shift.offer(by=by, away=away)
    found: Away = away
    return found
