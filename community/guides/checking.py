"""Trait: what a guide says is looked at again by a date; past it, readers are told that nobody has."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.activity.log import record
from members.profiles.models import Member

if TYPE_CHECKING:
    from community.guides.models import Guide

MONTHS = 6
CHOICES = [(1, _("every month")), (3, _("every 3 months")), (6, _("every 6 months")), (12, _("every year")),
           (24, _("every 2 years"))]  # fmt: skip


class Checkable(models.Model):
    """Has a review date, and who said last that everything still holds."""

    check_months = models.PositiveSmallIntegerField(default=MONTHS)
    check_by = models.DateField(null=True, blank=True, editable=False)
    checked_at = models.DateTimeField(null=True, blank=True, editable=False)
    checked_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)

    class Meta:
        abstract = True

    @property
    def is_stale(self) -> bool:
        """Whether its review date has passed."""
        guide = cast("Guide", self)
        return guide.is_published and self.check_by is not None and self.check_by < timezone.localdate()

    def start_checking(self, *, by: Member) -> None:
        """Somebody has read all of it just now: the next look is due in `check_months`."""
        self.checked_at, self.checked_by = timezone.now(), by
        self.check_by = later(timezone.localdate(), self.check_months)
        self.save(update_fields=["checked_at", "checked_by", "check_by"])

    @transaction.atomic
    def check_again(self, *, by: Member) -> None:
        """Say that everything still holds; once a day is enough."""
        guide = cast("Guide", self)._locked()
        if guide.is_published and guide.check_by != later(timezone.localdate(), guide.check_months):
            guide.start_checking(by=by)
            record("guide.checked", actor=by, subject=guide, step=guide.step("checked", by=by))
        cast("Guide", self)._follow(guide)

    @transaction.atomic
    def go_stale(self) -> bool:
        """Note that its date has passed, once for each date; returns whether it was new."""
        guide = cast("Guide", self)
        if guide.steps.filter(what="stale", due_on=self.check_by).exists():
            return False
        record("guide.went_stale", subject=guide, step=guide.step("stale", due_on=self.check_by))
        return True


def later(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(last, day.day))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
