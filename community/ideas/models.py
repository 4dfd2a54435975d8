"""Ideas: who votes for what, what became of it and why, and how many votes each member has."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from community.threads.models import Thread
from community.threads.planning import Status
from members.profiles.models import Member

REASON_MAX = 500
VOTES_EACH, VOTES_MOST = 10, 100


class Vote(models.Model):
    """One member's vote for an idea, or the word "this is my question too"."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="votes")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="votes")
    at = models.DateTimeField(default=timezone.now)
    came_from = models.ForeignKey(Thread, on_delete=models.SET_NULL, null=True, related_name="votes_sent")
    """The duplicate it was given to; it goes back with it if that is taken apart again."""

    objects: ClassVar[models.Manager[Vote]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "member"], name="vote_once")]

    def __str__(self) -> str:
        return f"{self.member_id} for {self.thread_id}"


class StatusChange(models.Model):
    """An idea got another status, with the reason; a dated line of its thread."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="status_changes")
    before = models.CharField(max_length=8, choices=Status.choices)
    status = models.CharField(max_length=8, choices=Status.choices)
    reason = models.CharField(max_length=REASON_MAX)
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    after_number = models.PositiveIntegerField()
    """The last post of the thread at that time; the line stands below it."""

    objects: ClassVar[models.Manager[StatusChange]] = models.Manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="status_change_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="status_change_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.thread_id}: {self.before} to {self.status}"


class IdeaRules(models.Model):
    """How many open votes a member may have; exactly one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    votes_each = models.PositiveSmallIntegerField(default=VOTES_EACH)

    objects: ClassVar[models.Manager[IdeaRules]] = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="idea_rules_one_row"),
            models.CheckConstraint(
                condition=Q(votes_each__gte=1, votes_each__lte=VOTES_MOST), name="idea_rules_votes_in_reach"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.votes_each} votes each"
