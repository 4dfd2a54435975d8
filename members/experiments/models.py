"""Experiments, their variants, and who has which."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from members.activity.log import record
from members.experiments.running import Runnable
from members.profiles.models import Member
from members.segments.models import Segment

if TYPE_CHECKING:
    from collections.abc import Sequence

KEY_LENGTH, NAME_LENGTH, PURPOSE_LENGTH = 50, 80, 200
HEAVIEST, MOST_HELD_OUT = 1000, 90


class Experiment(Runnable, models.Model):
    """A question that is answered by letting chance decide which variant a member gets."""

    key = models.SlugField(max_length=KEY_LENGTH, unique=True)  # stands in code and steps, so it never changes
    name = models.CharField(max_length=NAME_LENGTH)
    purpose = models.CharField(max_length=PURPOSE_LENGTH, blank=True)
    segment = models.ForeignKey(Segment, on_delete=models.PROTECT, null=True, related_name="+")  # none: everybody
    held_out = models.PositiveSmallIntegerField(default=0)  # percent who go on as before
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(held_out__lte=MOST_HELD_OUT), name="experiment_held_out_share"),
            models.CheckConstraint(
                condition=Q(stopped_at=None) | Q(started_at__isnull=False), name="experiment_stopped_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page where managers see its shares."""
        return reverse("experiment", args=[self.pk])

    @classmethod
    @transaction.atomic
    def define(
        cls, key: str, name: str, variants: Sequence[tuple[str, int]], *, by: Member | None,
        purpose: str = "", segment: Segment | None = None, held_out: int = 0,
    ) -> Experiment:  # fmt: skip
        """A new experiment, which does not run yet. Raises IntegrityError for a key that is taken, or ValueError."""
        if len(variants) < 2 or sum(weight for _name, weight in variants) <= 0:
            raise ValueError("An experiment has at least two variants, and one of them a weight.")
        made = cls.objects.create(
            key=key, name=name, purpose=purpose, segment=segment, held_out=held_out, created_by=by
        )
        Variant.objects.bulk_create(
            [Variant(experiment=made, key=word, weight=weight, place=n) for n, (word, weight) in enumerate(variants)]
        )
        record("experiment.defined", actor=by, subject=made)
        return made

    @transaction.atomic
    def weigh(self, weights: Sequence[int], *, by: Member) -> None:
        """Give the variants other weights, in their order; who has a variant keeps it. Raises ValueError."""
        variants = list(self.variants.select_for_update().order_by("place"))
        if len(weights) != len(variants) or sum(weights) <= 0:
            raise ValueError("Each variant has a weight, and one of them is above zero.")
        changed = [(one, weight) for one, weight in zip(variants, weights, strict=True) if one.weight != weight]
        for variant, weight in changed:
            variant.weight = weight
        if changed:
            Variant.objects.bulk_update([variant for variant, _weight in changed], ["weight"])
            record("experiment.weighed", actor=by, subject=self)


class Variant(models.Model):
    """One of the ways an experiment tries."""

    experiment = models.ForeignKey(Experiment, on_delete=models.CASCADE, related_name="variants")
    key = models.SlugField(max_length=KEY_LENGTH)
    weight = models.PositiveSmallIntegerField()
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["experiment", "key"], name="variant_once")]

    def __str__(self) -> str:
        return self.key


class Assignment(models.Model):
    """Which variant a member has, from the first time they met the experiment; none: held out."""

    experiment = models.ForeignKey(Experiment, on_delete=models.CASCADE, related_name="assignments")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["experiment", "member"], name="assignment_once")]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.experiment_id}"
