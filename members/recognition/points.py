"""Points, where a community wants them: what acts of others were worth to a member, in the months just gone."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, ClassVar, cast

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Sum

from members.profiles.models import Member
from members.recognition.earning import EARNINGS
from members.recognition.scoring import Scored

if TYPE_CHECKING:
    from datetime import datetime


class Scoring(Scored, models.Model):
    """Whether points are counted here, and whether leaderboards are shown. At most one row; none: neither is."""

    placed_at = models.DateTimeField(null=True)
    """When everybody's level was looked at for the first time."""
    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)

    objects: ClassVar[models.Manager[Scoring]] = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="scoring_one_row"),
            models.CheckConstraint(
                condition=Q(shown_since=None) | ~Q(counted_since=None), name="scoring_shows_counted"
            ),
        ]

    def __str__(self) -> str:
        return "counted" if self.counted_since else "not counted"

    @classmethod
    def current(cls) -> Scoring:
        """How it is now."""
        return cls.objects.filter(pk=1).first() or cls()


class EarnedQuerySet(models.QuerySet["Earned"]):
    """Sets of points."""

    def in_the_open(self) -> EarnedQuerySet:
        """Those for what every member may read by now."""
        seen = [
            Q(kind=key) & Q(Exists(one.in_the_open().filter(pk=OuterRef("thing_id")))) for key, one in EARNINGS.items()
        ]
        return self.filter(reduce(or_, seen))

    def since(self, moment: datetime) -> EarnedQuerySet:
        """Those earned from then on."""
        return self.filter(at__gte=moment)

    def total(self) -> int:
        """How many points they are together."""
        return cast("int", self.aggregate(total=Sum("points"))["total"] or 0)


class Earned(models.Model):
    """What one act of another member was worth to a member; written by counting alone, from the log."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="points_earned", db_index=False)
    giver = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="points_given", db_index=False)
    activity_id = models.BigIntegerField(unique=True)
    kind = models.CharField(max_length=20)
    thing_id = models.BigIntegerField()
    at = models.DateTimeField()
    points = models.PositiveSmallIntegerField()

    objects: ClassVar[EarnedQuerySet] = EarnedQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(giver=F("member")), name="earned_from_another"),
            models.UniqueConstraint(fields=["giver", "kind", "thing_id"], name="earned_once_for_a_thing"),
        ]
        indexes = [
            models.Index(fields=["member", "-at"], name="earned_latest"),
            models.Index(fields=["at"], name="earned_at"),
        ]

    def __str__(self) -> str:
        return f"{self.points} for {self.member_id}"
