"""What managers chose for the calendar: how much is too much for a week, and whose public holidays count."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import Q

from config.lib.changing import change
from members.activity.log import record
from members.profiles.models import Member

LOAD_MOST = 200


class CalendarSettings(models.Model):
    """Exactly one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    load_limit = models.PositiveSmallIntegerField(default=6)  # items of one week
    country = models.CharField(max_length=2, blank=True)  # ISO 3166; empty: no holidays are shown

    objects: ClassVar[models.Manager[CalendarSettings]] = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="calendar_settings_one_row"),
            models.CheckConstraint(condition=Q(load_limit__range=(1, LOAD_MOST)), name="calendar_settings_load"),
        ]

    def __str__(self) -> str:
        return "Calendar"

    @classmethod
    def current(cls) -> CalendarSettings:
        """The one row; before anybody chose anything it is not saved."""
        return cls.objects.filter(id=1).first() or cls()

    @classmethod
    def locked(cls) -> CalendarSettings:
        """The one row under its lock, inside a transaction: who changes the calendar at large comes through here."""
        cls.objects.bulk_create([cls()], ignore_conflicts=True)
        return cls.objects.select_for_update(no_key=True).get(id=1)

    @classmethod
    @transaction.atomic
    def choose(cls, *, by: Member, **words: Any) -> None:
        """Have it so from now on."""
        row = cls.locked()
        if change(row, words, known={"load_limit", "country"}):
            record("calendar.changed", actor=by, subject=row)
