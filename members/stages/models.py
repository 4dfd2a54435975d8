"""Where members stand, and the rules that say so."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.profiles.models import Member
from members.segments.models import Segment

REASON_LENGTH = 300


class Stage(models.TextChoices):
    """The way of a member through the community, and being away."""

    AWARE = "aware", _("Aware")
    ACTIVATED = "activated", _("Activated")
    CONTRIBUTING = "contributing", _("Contributing")
    ADVOCATING = "advocating", _("Advocating")
    DORMANT = "dormant", _("Dormant")


PRECEDENCE = (Stage.DORMANT, Stage.ADVOCATING, Stage.CONTRIBUTING, Stage.ACTIVATED)
"""The first rule that is so decides; whom none fits is aware."""


class Standing(models.Model):
    """At which stage a member is, and since when; who has none yet is aware."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, primary_key=True, related_name="standing")
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.AWARE)
    since = models.DateTimeField(default=timezone.now)
    ruled = models.CharField(max_length=12, blank=True, default="", db_default="")
    """Where the rules saw whoever was set here by hand: as long as they still do, nobody moves them."""

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(stage__in=Stage.values), name="standing_known")]
        indexes: ClassVar = [models.Index(fields=["stage"], name="standing_stage")]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.stage}"


class StageChoice(models.Model):
    """Somebody was brought to a stage by hand, or by a journey (then by nobody), for a reason that managers read."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    stage = models.CharField(max_length=12, choices=Stage.choices)
    reason = models.CharField(max_length=REASON_LENGTH)
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="stage_choice_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="stage_choice_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.stage}"


class StageRule(models.Model):
    """The segment that decides about a stage, chosen by a manager in place of the rule that comes with the product."""

    stage = models.CharField(max_length=12, choices=Stage.choices, unique=True)
    segment = models.ForeignKey(Segment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(stage=Stage.AWARE), name="stage_rule_not_aware")]

    def __str__(self) -> str:
        return f"{self.stage}: {self.segment_id}"
