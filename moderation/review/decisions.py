"""Decisions, with the reasons they state, and their effects, each of which can be taken back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property

from members.profiles.models import Member
from moderation.guidelines.measures import Content, Person
from moderation.guidelines.models import Rule
from moderation.review.cases import Case
from moderation.review.subjects import became

UNDO_WITHIN = timedelta(seconds=30)
APPEAL_WITHIN = timedelta(days=180)


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Sets of decisions."""

    def standing(self) -> DecisionQuerySet:
        """Neither undone nor reversed nor declined: what holds now, or waits for a second moderator."""
        return self.filter(undone_at=None, reversed_at=None, declined_at=None)

    def in_force(self) -> DecisionQuerySet:
        """What holds now."""
        return self.standing().filter(in_force_at__isnull=False)

    def final(self) -> DecisionQuerySet:
        """What came into force and can no longer be undone: whoever it is about may be told."""
        return self.filter(in_force_at__lte=timezone.now() - UNDO_WITHIN, undone_at=None, declined_at=None)

    def proposed(self) -> DecisionQuerySet:
        """What waits for a second moderator."""
        return self.standing().filter(in_force_at=None)


class Decision(models.Model):
    """What was decided in a case, by whom, and why, as the member is told it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="decisions")
    about = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="decisions_about")
    content = models.CharField(max_length=8, choices=Content.choices)
    person = models.CharField(max_length=8, choices=Person.choices)
    days = models.PositiveSmallIntegerField(null=True)  # how long a silence or a suspension lasts
    to_space_id = models.BigIntegerField(null=True)
    rule = models.ForeignKey(Rule, on_delete=models.PROTECT, null=True, related_name="+")
    facts = models.TextField(blank=True, max_length=2000)  # what happened, as the statement of reasons says it
    quote = models.TextField(blank=True, max_length=1000)  # the words it is about
    message = models.TextField(blank=True, max_length=4000)  # what the member is told beside the statement
    tone = models.CharField(max_length=10, blank=True)
    language = models.CharField(max_length=10, blank=True)
    version = models.CharField(max_length=64, blank=True)  # of the thing, as it was decided about
    is_by_host = models.BooleanField(default=False, db_default=False)  # a host of the space, not of the team
    decided_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)
    in_force_at = models.DateTimeField(null=True)
    second_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    second_at = models.DateTimeField(null=True)
    is_lone = models.BooleanField(default=False)  # a second was needed and there was nobody
    declined_at = models.DateTimeField(null=True)  # by a second moderator, or taken back by who proposed it
    declined_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    declined_why = models.CharField(max_length=500, blank=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    reversed_at = models.DateTimeField(null=True)
    reversed_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    reversed_why = models.TextField(blank=True, max_length=2000)
    letter_at = models.DateTimeField(null=True)  # when the member is told: as soon as it can no longer be undone
    submission = models.CharField(max_length=64, blank=True)
    joined_to = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="joined", db_index=False)
    """The decision that says what the person gets, where several cases were decided as one."""

    objects: ClassVar[Any] = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(undone_at=None, reversed_at=None, declined_at=None),
                name="decision_one_stands",
            ),
            models.UniqueConstraint(
                fields=["case", "submission"], condition=~Q(submission=""), name="decision_submission_once"
            ),
            models.CheckConstraint(condition=Q(content__in=Content.values), name="decision_content_known"),
            models.CheckConstraint(condition=Q(person__in=Person.values), name="decision_person_known"),
            models.CheckConstraint(
                condition=Q(second_by=None) | Q(decided_by=None) | ~Q(second_by=F("decided_by")),
                name="decision_second_is_another",
            ),
            models.CheckConstraint(condition=Q(days=None) | Q(days__gte=1), name="decision_days_at_least_one"),
            models.CheckConstraint(
                condition=Q(joined_to=None) | ~Q(joined_to=F("pk")), name="decision_joined_to_another"
            ),
        ]
        indexes = [
            models.Index(fields=["about", "-decided_at"], name="decision_about"),
            models.Index(fields=["decided_by", "-decided_at"], name="decision_by"),
            models.Index(fields=["-decided_at"], name="decision_latest"),
            models.Index(fields=["letter_at"], condition=Q(letter_at__isnull=False), name="decision_letter_due"),
            models.Index(fields=["rule", "content", "person"], name="decision_precedent"),
            models.Index(
                fields=["case"],
                condition=Q(in_force_at=None, undone_at=None, reversed_at=None, declined_at=None),
                name="decision_waits",
            ),
            models.Index(fields=["joined_to"], condition=Q(joined_to__isnull=False), name="decision_joined"),
        ]

    def __str__(self) -> str:
        return f"decision {self.pk}"

    @property
    def leading(self) -> Decision:
        """The one that is told to the member, appealed against and counted as a step: itself, or what it joined."""
        return self.joined_to or self

    @cached_property
    def severity(self) -> int:
        """How severe it is: as the most severe of the cases that are decided as one. One query, if it is not told."""
        others = self.joined.values_list("case__severity", flat=True)
        return max([self.case.severity, *others])

    @property
    def became(self) -> str:
        """What became of the thing, in a word or two, as it is said of its kind."""
        return became(self.case.subject_type, self.content)

    @property
    def is_standing(self) -> bool:
        """Whether it holds, or waits for a second moderator."""
        return self.undone_at is None and self.reversed_at is None and self.declined_at is None

    @property
    def is_proposal(self) -> bool:
        """Whether it waits for a second moderator."""
        return self.is_standing and self.in_force_at is None

    @property
    def undo_until(self) -> datetime | None:
        """Until when whoever made it (or agreed to it) may undo it at once."""
        return (self.in_force_at or self.decided_at) + UNDO_WITHIN if self.is_standing else None

    @property
    def can_be_undone(self) -> bool:
        """Whether the 30 seconds run still. A proposal can be taken back as long as nobody agreed."""
        return self.is_proposal or (self.undo_until is not None and self.undo_until > timezone.now())

    @property
    def is_final(self) -> bool:
        """Whether it came into force and can no longer be undone."""
        return self.in_force_at is not None and self.in_force_at + UNDO_WITHIN <= timezone.now()

    @property
    def appeal_until(self) -> datetime | None:
        """Until when the member may appeal."""
        return self.in_force_at + APPEAL_WITHIN if self.in_force_at else None

    @property
    def is_no_action(self) -> bool:
        """Whether it found nothing wrong."""
        return self.content == Content.KEEP and self.person == Person.NOTHING


class Effect(models.Model):
    """One thing a decision did, with what is needed to take it back."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="effects")
    kind = models.CharField(max_length=20)  # a key of moderation.review.effects.EFFECTS
    data = models.JSONField(default=dict)  # numbers and small words
    at = models.DateTimeField(default=timezone.now)
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "kind"], name="effect_once")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.decision_id}"
