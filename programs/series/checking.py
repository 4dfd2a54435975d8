"""The checklist: what has to be ready for each occurrence, ticked off by whoever did it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.activity.log import record
from members.profiles.models import Member
from programs.series.models import Program
from programs.series.occurrences import Occurrence

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST = 20


class CheckItem(models.Model):
    """One thing that has to be done for each occurrence of a program, so many days before it (after it: below zero)."""

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="check_items")
    words = models.CharField(_("what has to be done"), max_length=120)
    days_before = models.SmallIntegerField(default=0)
    place = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["program", "words"], condition=Q(retired_at=None), name="check_item_once"),
            models.CheckConstraint(condition=Q(days_before__range=(-90, 90)), name="check_item_days"),
        ]

    def __str__(self) -> str:
        return self.words


class Check(models.Model):
    """One thing of the list, done for one occurrence."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="checks")
    item = models.ForeignKey(CheckItem, on_delete=models.CASCADE, related_name="checks")
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["occurrence", "item"], name="check_once")]

    def __str__(self) -> str:
        return f"{self.item_id} of {self.occurrence_id}"


@transaction.atomic
def set_list(program: Program, lines: Sequence[tuple[str, int]], *, by: Member) -> None:
    """What the list says from now on: words and days before; what was ticked off under the same words stays so."""
    Program.objects.select_for_update(no_key=True).get(pk=program.pk)
    kept = {item.words: item for item in program.check_items.filter(retired_at=None)}
    wanted = {words: (place, days) for place, (words, days) in enumerate(lines)}
    for words, item in kept.items():
        if words not in wanted:
            item.retired_at = timezone.now()
        else:
            item.place, item.days_before = wanted[words]
    CheckItem.objects.bulk_update(kept.values(), ["retired_at", "place", "days_before"])
    CheckItem.objects.bulk_create(
        CheckItem(program=program, words=words, place=place, days_before=days)
        for words, (place, days) in wanted.items()
        if words not in kept
    )
    record("program.checklist_set", actor=by, subject=program, items=len(wanted))


@transaction.atomic
def tick(occurrence: Occurrence, item: CheckItem, *, by: Member) -> None:
    """It is done; ticked twice it was done once, by the first."""
    _check, new = Check.objects.get_or_create(occurrence=occurrence, item=item, defaults={"by": by})
    if new:
        record("occurrence.ticked", actor=by, subject=occurrence, item=item.pk)


@transaction.atomic
def untick(occurrence: Occurrence, item: CheckItem, *, by: Member) -> None:
    """It is not done after all."""
    gone, _rows = Check.objects.filter(occurrence=occurrence, item=item).delete()
    if gone:
        record("occurrence.unticked", actor=by, subject=occurrence, item=item.pk)
