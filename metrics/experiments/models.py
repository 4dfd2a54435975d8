"""How an experiment is judged, what each look saw, and what came of it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.experiments.models import Experiment, Variant
from members.profiles.models import Member

ERROR, POWER = 0.05, 0.8
"""How often a winner may be announced where there is none, and how often the smallest effect that counts is found."""
LEAST_POINTS, MOST_POINTS = 2, 50
LESSON_LENGTH = 2000


class Outcome(models.TextChoices):
    """What is asked of each member who met the experiment; days are counted from the day they met it."""

    ACTIVE_4 = "active-4", _("Did something in their fourth week")
    ACTIVE_8 = "active-8", _("Did something in their eighth week")
    WROTE_4 = "wrote-4", _("Wrote something within four weeks")
    WROTE_8 = "wrote-8", _("Wrote something within eight weeks")
    ACTIVATED_14 = "activated-14", _("Was activated within 14 days")
    BACK_7 = "back-7", _("Came back within seven days")


class Plan(models.Model):
    """How one experiment is judged. Written before it starts; one that was written later says so for good."""

    experiment = models.OneToOneField(Experiment, on_delete=models.CASCADE, related_name="plan")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    against = models.ForeignKey(Variant, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    """With what the variants are compared; none: with those held out."""
    expected = models.FloatField()
    """In percent: how many are expected to do it without any change."""
    least = models.FloatField()
    """In points: the smallest difference that is worth a change."""
    people = models.PositiveIntegerField()
    """How many it takes, of all groups together."""
    days = models.PositiveSmallIntegerField()
    """After so many days it is known of a member whether they did it."""
    shares = models.JSONField()
    """Pairs of variant (none: held out) and its share of those who meet it, 0 to 1, as it was when this was written."""
    ends_by_rule = models.BooleanField(default=False)
    """Whether the experiment is stopped when the rule says so; otherwise a manager does."""
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(expected__gte=0, expected__lte=100), name="plan_expected_percent"),
            models.CheckConstraint(condition=Q(least__gt=0, people__gt=0), name="plan_asks_for_something"),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} in {self.experiment_id}"

    def get_absolute_url(self) -> str:
        """The page where managers follow it."""
        return reverse("health_experiment", args=[self.experiment_id])

    @property
    def is_late(self) -> bool:
        """Whether the experiment ran already when this was written."""
        started = self.experiment.started_at
        return started is not None and started < self.made_at

    @property
    def arms(self) -> list[int | None]:
        """The groups by variant (none: held out), the comparison first."""
        others = [variant for variant, _share in self.shares if variant != self.against_id]
        return [self.against_id, *others]

    @property
    def error(self) -> float:
        """The two-sided error of one comparison: where there are several, they share it (Bonferroni)."""
        return ERROR / (len(self.shares) - 1)


class Look(models.Model):
    """What was seen on one day. Its numbers stand on no page before the experiment is settled."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="looks")
    number = models.PositiveSmallIntegerField()
    day = models.DateField()
    """The last day it counts."""
    fraction = models.FloatField()
    """Of the people it takes, 0 to 1."""
    people = models.PositiveIntegerField()
    boundary = models.FloatField()
    """So many standard errors two groups have to be apart at this look."""
    arms = models.JSONField()
    """Triples of variant, people, and how many did it."""
    guards = models.JSONField(default=list)
    """Fours of guardrail, variant, people, and how many of them it happened to."""
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "number"], name="look_number_once"),
            models.UniqueConstraint(fields=["plan", "day"], name="look_day_once"),
        ]

    def __str__(self) -> str:
        return f"look {self.number} at {self.plan_id}"


class Came(models.TextChoices):
    """What came of an experiment."""

    WINNER = "winner", _("A clear difference")
    NOTHING = "nothing", _("No difference shown")
    HARM = "harm", _("Ended by a guardrail")
    CUT_SHORT = "cut-short", _("Stopped before its rule")


class ResultQuerySet(models.QuerySet["Result"]):
    """Sets of results."""

    def for_listing(self) -> ResultQuerySet:
        """With all a list says, the newest first."""
        rows = self.select_related("plan__experiment", "plan__against", "look").prefetch_related(
            "plan__experiment__variants"
        )
        return rows.order_by("-at", "-pk")

    def saying(self, words: str) -> ResultQuerySet:
        """Those with these words in the name, the question, the key, a variant, or what was learnt."""
        there = Q()
        for name in ("name", "purpose", "key", "variants__key"):
            there |= Q(**{f"plan__experiment__{name}__icontains": words})
        return self.filter(there | Q(lesson__icontains=words)).distinct() if words else self


class Result(models.Model):
    """What came of an experiment, once and for good; the numbers are those of its last look."""

    plan = models.OneToOneField(Plan, on_delete=models.CASCADE, related_name="result")
    came = models.CharField(max_length=10, choices=Came.choices)
    best = models.ForeignKey(Variant, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    """The variant that was shown to be better than the comparison, or (harm) the one that did harm."""
    is_worse = models.BooleanField(default=False)
    """Whether each variant was shown to be worse than the comparison."""
    guard = models.CharField(max_length=12, blank=True)
    """Which guardrail ended it."""
    look = models.OneToOneField(Look, on_delete=models.CASCADE, null=True, related_name="+")
    day = models.DateField()
    """The last day that was counted."""
    at = models.DateTimeField(default=timezone.now)
    later = models.JSONField(null=True)
    """The same people at eight weeks: triples of variant, people, and how many did something in their eighth week."""
    later_at = models.DateTimeField(null=True)
    lesson = models.TextField(max_length=LESSON_LENGTH, blank=True)
    """What managers make of it, in their words."""

    objects = ResultQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(came="cut-short") | Q(look__isnull=False), name="result_of_a_look"),
        ]

    def __str__(self) -> str:
        return f"{self.came} of {self.plan_id}"

    def get_absolute_url(self) -> str:
        """The page that tells it."""
        return reverse("health_experiment", args=[self.plan.experiment_id])


def counted(rows: list[list[Any]]) -> dict[int | None, tuple[int, int]]:
    """Triples as a dictionary: variant to people and how many did it."""
    return {variant: (people, did) for variant, people, did in rows}
