"""Questions: was it asked before, does the answer still hold, who takes it, who was asked, what was found already."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.posts.models import Post
from community.threads.models import Thread
from members.profiles.models import Member

REASON_MAX = 500
DRAFT_MAX = 64


class Suggestion(models.Model):
    """Somebody thinks that a question was asked before; who asked it agrees, or says that it is another one."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="suggestions")
    canonical = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True)
    """When the asker said yes or no, or the team marked it."""

    objects: ClassVar[models.Manager[Suggestion]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "canonical"], name="suggestion_once"),
            models.CheckConstraint(condition=~Q(thread=F("canonical")), name="suggestion_of_another"),
        ]

    def __str__(self) -> str:
        return f"{self.thread_id} is {self.canonical_id}?"


class Verdict(models.TextChoices):
    """What somebody who knows says about an answer."""

    VALID = "valid", _("Still valid")
    OUTDATED = "outdated", _("Outdated")


class AnswerCheck(models.Model):
    """Does this answer still hold? Asked by the clock, or said unasked; the latest one stands beside the answer."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="checks")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="checks")
    asked_at = models.DateTimeField(default=timezone.now)
    verdict = models.CharField(max_length=8, choices=Verdict.choices, blank=True)
    reason = models.CharField(max_length=REASON_MAX, blank=True)
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[AnswerCheck]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post"], condition=Q(verdict=""), name="check_one_open"),
            models.CheckConstraint(condition=Q(verdict__in=["", *Verdict.values]), name="check_verdict_known"),
            models.CheckConstraint(condition=~Q(verdict="outdated") | ~Q(reason=""), name="check_outdated_has_reason"),
            models.CheckConstraint(condition=Q(verdict="", at=None) | (~Q(verdict="") & Q(at__isnull=False)),
                                   name="check_verdict_has_time"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.verdict or 'open'}: {self.post_id}"


class TurnQuerySet(models.QuerySet["Turn"]):
    """Sets of turns."""

    def running(self) -> TurnQuerySet:
        """Those that are not over."""
        return self.filter(until__gt=timezone.now())


class Turn(models.Model):
    """A member has taken a question for some hours, so that two do not write the same answer."""

    thread = models.OneToOneField(Thread, on_delete=models.CASCADE, related_name="turn", primary_key=True)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="turns")
    at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()

    objects: ClassVar[Any] = TurnQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.member_id} has {self.thread_id}"


class HelpAsk(models.Model):
    """A member was asked to help with a question: by somebody, or (nobody in `by`) by the clock."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="asks")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="asked_for_help")
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[HelpAsk]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "member"], name="help_asked_once")]
        indexes = [models.Index(fields=["member", "-at"], name="help_of_member")]

    def __str__(self) -> str:
        return f"{self.member_id} about {self.thread_id}"


class Routing(models.Model):
    """A round of asking that the clock has done for a question: after two hours, after twelve."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="routings")
    hours = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[Routing]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "hours"], name="routing_once")]

    def __str__(self) -> str:
        return f"{self.thread_id} after {self.hours} h"


class Deflection(models.Model):
    """Somebody who began to ask found the answer in another thread instead; counted once for each draft."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="deflections")
    draft = models.CharField(max_length=DRAFT_MAX)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="deflections")
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[Deflection]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "draft"], name="deflection_once")]
        indexes = [models.Index(fields=["-at"], name="deflection_newest")]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.thread_id}"
