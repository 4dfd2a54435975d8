"""Where members stand, and the rules that say so."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.profiles.models import Member
from members.segments.models import Segment


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

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(stage__in=Stage.values), name="standing_known")]
        indexes: ClassVar = [models.Index(fields=["stage"], name="standing_stage")]

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
