"""Levels as they stand: what is asked for each, who has which, and who was proposed for the given ones."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.profiles.models import Member
from members.recognition.deciding import Decidable
from members.recognition.ladder import Step
from members.recognition.renewing import Renewable

UNLOCKS_LENGTH, REASON_LENGTH, REASON_LEAST = 300, 600, 20


class LevelRule(models.Model):
    """What is asked for a level from a day on; the latest day that has come holds."""

    step = models.PositiveSmallIntegerField(choices=Step.choices)
    rule = models.JSONField()
    unlocks = models.CharField(_("what comes with it"), max_length=UNLOCKS_LENGTH, blank=True)
    begins_at = models.DateTimeField()
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["step", "-begins_at"], name="level_rule_latest")]

    def __str__(self) -> str:
        return f"{self.get_step_display()} from {self.begins_at:%Y-%m-%d}"


class LevelStanding(models.Model):
    """The level of a member who is more than a newcomer or was it once."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="level_standing")
    step = models.PositiveSmallIntegerField(choices=Step.choices, default=Step.NEWCOMER)
    since = models.DateTimeField(default=timezone.now)
    falls_at = models.DateTimeField(null=True)
    """When the level ends, if the criteria are not met again before."""

    class Meta:
        indexes = [models.Index(fields=["step", "-since"], name="standing_by_step")]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_step_display()}"


class Move(models.TextChoices):
    """What can happen to somebody's level."""

    REACHED = "reached", _("reached")
    AT_RISK = "at_risk", _("about to end")
    KEPT = "kept", _("kept after all")
    LOST = "lost", _("ended")


class LevelMove(models.Model):
    """One change of a member's level, or the announcement of one."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="level_moves")
    move = models.CharField(max_length=8, choices=Move.choices)
    step = models.PositiveSmallIntegerField(choices=Step.choices)
    """The level that was reached, is about to end, was kept, or ended."""
    then = models.PositiveSmallIntegerField(choices=Step.choices)
    """The level they have from then on."""
    at = models.DateTimeField(default=timezone.now)
    falls_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["member", "-at"], name="level_move_latest")]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.get_step_display()} {self.move}"


class LevelGrant(Renewable, models.Model):
    """A level that was given, until its year is over."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="level_grants")
    step = models.PositiveSmallIntegerField(choices=Step.choices)
    given_at = models.DateTimeField(default=timezone.now)
    given_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "step"], condition=Q(ended_at=None), name="level_grant_once"),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_step_display()} until {self.ends_at:%Y-%m-%d}"


class NominationQuerySet(models.QuerySet["Nomination"]):
    """Sets of nominations."""

    def waiting(self) -> NominationQuerySet:
        """Those nobody has decided, of members who are there, the oldest first."""
        there = Member.objects.present().values("pk")
        return self.decided_here().filter(decided_at=None, member__in=there).order_by("made_at", "pk")

    def decided_here(self) -> NominationQuerySet:
        """Those without an application of their own, which is read and answered on pages of its own."""
        return self.filter(ambassador_application=None)


class Nomination(Decidable, models.Model):
    """A proposal to give a member a level, by another or, as an application, by oneself."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="nominations")
    step = models.PositiveSmallIntegerField(choices=Step.choices)
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="nominations_made")
    reason = models.CharField(_("reason"), max_length=REASON_LENGTH)
    made_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[NominationQuerySet] = NominationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "step"], condition=Q(decided_at=None), name="nomination_once"),
        ]

    def __str__(self) -> str:
        return f"{self.member} for {self.get_step_display()}"

    @property
    def is_application(self) -> bool:
        """Whether somebody proposed themself."""
        return self.member_id == self.made_by_id
