"""The steps of the ladder, as an owner chose them: what stands at each; three steps where nobody chose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.activity.log import record
from members.installation.models import Installation
from moderation.guidelines.measures import Person, Severity
from moderation.ledger.writing import enter
from moderation.review.asking import asked_once

if TYPE_CHECKING:
    from members.profiles.models import Member

MOST_STEPS, MOST_DAYS = 6, 365


class Measure(models.TextChoices):
    """What can stand at a step, from the least on."""

    EDUCATE = "educate", _("Educate")
    WARN = "warn", _("Warn")
    SILENCE = "silence", _("Silence")
    SUSPEND = "suspend", _("Suspend")
    REMOVE = "remove", _("Remove, by how severe the case is")
    BAN = "ban", _("Ban")


FOR_DAYS = (Measure.SILENCE, Measure.SUSPEND)
"""What stands there for a number of days."""


@dataclass(frozen=True)
class Rung:
    """One step: what is proposed at it, and for how many days."""

    measure: str
    days: int | None = None

    @property
    def label(self) -> str:
        """In words."""
        return str(Measure(self.measure).label)

    def at(self, severity: int) -> tuple[Person, int | None]:
        """What it means for a person in a case of this severity."""
        return REMOVING[Severity(severity)] if self.measure == Measure.REMOVE else (Person(self.measure), self.days)


REMOVING: dict[Severity, tuple[Person, int | None]] = {
    Severity.LOW: (Person.SILENCE, 7),
    Severity.MEDIUM: (Person.SUSPEND, 30),
    Severity.HIGH: (Person.BAN, None),
}
"""What removing somebody means, by how severe the case is."""
THREE = (Rung(Measure.EDUCATE), Rung(Measure.WARN), Rung(Measure.REMOVE))
"""The ladder before anybody chose another."""


class LadderChanged(Exception):
    """Somebody else changed the ladder meanwhile."""


class LadderStep(models.Model):
    """One step that an owner chose. Without any row the three of the house hold."""

    place = models.PositiveSmallIntegerField(unique=True)
    measure = models.CharField(max_length=8, choices=Measure.choices)
    days = models.PositiveSmallIntegerField(null=True)

    objects: ClassVar[models.Manager[LadderStep]] = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(place__range=(1, MOST_STEPS)), name="ladder_place"),
            models.CheckConstraint(condition=Q(measure__in=Measure.values), name="ladder_measure_known"),
            models.CheckConstraint(
                condition=Q(measure__in=["silence", "suspend"], days__isnull=False, days__range=(1, MOST_DAYS))
                | (~Q(measure__in=["silence", "suspend"]) & Q(days=None)),
                name="ladder_days",
            ),
        ]

    def __str__(self) -> str:
        return f"step {self.place}"


@asked_once
def rungs() -> tuple[Rung, ...]:
    """The steps in their order. One query."""
    rows = LadderStep.objects.order_by("place").values_list("measure", "days")
    return tuple(Rung(measure, days) for measure, days in rows) or THREE


def stamp(ladder: Sequence[Rung]) -> str:
    """The ladder in one word: what a form was about."""
    return ",".join(rung.measure if rung.days is None else f"{rung.measure}:{rung.days}" for rung in ladder)


@transaction.atomic
def choose(ladder: Sequence[Rung], *, by: Member, seen: str) -> bool:
    """Have these steps from now on; steps that were taken stay as they were told. Whether anything changed.

    `seen` is the stamp of the ladder that was looked at. Raises LadderChanged.
    """
    Installation.current().lock()
    before = rungs()
    if stamp(before) != seen:
        raise LadderChanged
    if tuple(ladder) == before:
        return False
    LadderStep.objects.all().delete()
    LadderStep.objects.bulk_create(
        LadderStep(place=place, measure=rung.measure, days=rung.days) for place, rung in enumerate(ladder, start=1)
    )
    enter("ladder_changed", by=by, before=seen, now=stamp(ladder))
    record("ladder.changed", actor=by, subject=Installation.current(), steps=len(ladder))
    return True
