"""By when cases are due, and when who has a shift is reminded: what managers chose."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import Q

from config.lib.changing import change
from members.activity.log import record
from members.profiles.models import Member
from moderation.guidelines.measures import Severity
from moderation.ledger.writing import enter

MOST_HOURS = 720


class RotaSettings(models.Model):
    """Exactly one row. `x_on_duty` counts only hours in which somebody is on duty, if there is a rota.

    Severe cases count every hour, weekends too: `high_on_duty` was a choice once, and is read by nothing any more.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    high_hours = models.PositiveSmallIntegerField(default=2)
    high_on_duty = models.BooleanField(default=False)
    medium_hours = models.PositiveSmallIntegerField(default=8)
    medium_on_duty = models.BooleanField(default=True)
    low_hours = models.PositiveSmallIntegerField(default=24)
    low_on_duty = models.BooleanField(default=True)
    appeal_hours = models.PositiveSmallIntegerField(default=48)
    appeal_on_duty = models.BooleanField(default=False)
    remind_minutes = models.PositiveSmallIntegerField(default=60)  # 0: nobody is reminded

    objects: ClassVar[models.Manager[RotaSettings]] = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="rota_settings_one_row"),
            models.CheckConstraint(
                condition=Q(high_hours__range=(1, MOST_HOURS), medium_hours__range=(1, MOST_HOURS))
                & Q(low_hours__range=(1, MOST_HOURS), appeal_hours__range=(1, MOST_HOURS)),
                name="rota_settings_hours",
            ),
        ]

    def __str__(self) -> str:
        return "Rota"

    @classmethod
    def current(cls) -> RotaSettings:
        """The one row; before anybody chose anything it is not saved."""
        return cls.objects.filter(id=1).first() or cls()

    @classmethod
    @transaction.atomic
    def choose(cls, *, by: Member, **words: Any) -> None:
        """Have it so from now on; open cases stay due when they were."""
        cls.objects.bulk_create([cls()], ignore_conflicts=True)
        row = cls.objects.select_for_update().get(id=1)
        known = {field.name for field in cls._meta.fields} - {"id"}
        before = {name: getattr(row, name) for name in known}
        changed: dict[str, Any] = {name: [before[name], getattr(row, name)] for name in change(row, words, known=known)}
        if changed:
            record("due_times.changed", actor=by, subject=row)
        of_rota: dict[str, Any] = {name: changed.pop(name) for name in list(changed) if name == "remind_minutes"}
        for act, what in (("due_times_changed", changed), ("rota_changed", of_rota)):
            if what:
                enter(act, by=by, **what)

    def within(self, severity: int, *, appeal: bool) -> tuple[timedelta, bool]:
        """How long there is time, and whether only hours count in which somebody is on duty."""
        if severity == Severity.HIGH and not appeal:
            return timedelta(hours=self.high_hours), False
        name = "appeal" if appeal else Severity(severity).name.lower()
        return timedelta(hours=getattr(self, f"{name}_hours")), getattr(self, f"{name}_on_duty")
