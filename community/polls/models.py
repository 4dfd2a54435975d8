"""Polls: a question with options under a post, the votes on it, and what was decided in the end."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.polls.closing import Closing, PollQuerySet
from community.posts.models import Post
from members.profiles.models import Member

QUESTION_MAX, OPTION_MAX = 255, 120
OPTIONS_MIN, OPTIONS_MAX = 2, 20
REASON_MAX, LINKS_MAX = 2000, 5


class Kind(models.TextChoices):
    """How a poll is answered."""

    SINGLE = "single", _("One option")
    SEVERAL = "several", _("Several options")
    RANKED = "ranked", _("Options in order, counted by instant run-off")


class Results(models.TextChoices):
    """When the results can be seen."""

    ALWAYS = "always", _("At any time")
    VOTED = "voted", _("After voting")
    CLOSED = "closed", _("When the poll has closed")


class Secrecy(models.TextChoices):
    """Who sees how somebody voted."""

    SECRET = "secret", _("Secret: nobody sees who voted for what")
    OPEN = "open", _("Open: names are listed with the results")


def _seed() -> str:
    return secrets.token_hex(8)


class Poll(Closing, models.Model):
    """A question under one post. Counts are kept on it and its options, and recounted from the votes each time."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="poll")
    question = models.CharField(max_length=QUESTION_MAX)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.SINGLE)
    most = models.PositiveSmallIntegerField(null=True)
    """Of several options, at most so many; None for no limit."""
    results = models.CharField(max_length=8, choices=Results.choices, default=Results.VOTED)
    secrecy = models.CharField(max_length=8, choices=Secrecy.choices, default=Secrecy.SECRET)
    voters_count = models.PositiveIntegerField(default=0, editable=False)
    rounds = models.JSONField(default=list, editable=False)
    """Of ranked votes: the rounds of the run-off, see counting.py."""
    winner = models.PositiveSmallIntegerField(null=True, editable=False)
    """Of ranked votes: the place of the option that won."""
    seed = models.CharField(max_length=16, default=_seed, editable=False)
    """Draws the lot where a run-off is tied in every way; drawn before the first vote, and said when it decides."""
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[Any] = PollQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="poll_kind_known"),
            models.CheckConstraint(condition=Q(results__in=Results.values), name="poll_results_known"),
            models.CheckConstraint(condition=Q(secrecy__in=Secrecy.values), name="poll_secrecy_known"),
            models.CheckConstraint(
                condition=Q(most=None) | Q(kind=Kind.SEVERAL, most__gte=1), name="poll_most_of_several"
            ),
            models.CheckConstraint(
                condition=Q(closes_at=None) | Q(closes_at__gt=F("created_at")), name="poll_closes_later"
            ),
        ]
        indexes = [models.Index(fields=["closes_at"], condition=Q(closed_at=None), name="poll_to_close")]

    def __str__(self) -> str:
        return self.question

    @property
    def stays(self) -> bool:
        """Whether nothing about it can be changed any more: somebody voted while no end was set."""
        return self.voters_count > 0 and self.closes_at is None

    @property
    def is_open_vote(self) -> bool:
        """Whether names are listed with the results."""
        return self.secrecy == Secrecy.OPEN


class PollOption(models.Model):
    """One of the options of a poll, at its place from 1."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="options")
    place = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=OPTION_MAX)
    votes = models.PositiveIntegerField(default=0, editable=False)
    """How many chose it; of ranked votes, how many put it first."""

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "place"], name="poll_option_place_once"),
            models.UniqueConstraint(fields=["poll", "text"], name="poll_option_text_once"),
            models.CheckConstraint(condition=Q(place__gte=1, place__lte=OPTIONS_MAX), name="poll_option_place_known"),
        ]

    def __str__(self) -> str:
        return self.text


class PollVote(models.Model):
    """What one member voted. Of somebody who left, the vote still counts and nobody knows whose it was."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="cast")
    member = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="poll_votes")
    choices = ArrayField(models.PositiveSmallIntegerField(), size=OPTIONS_MAX)
    """Places of the chosen options; of ranked votes, the most wanted first."""
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "member"], name="poll_vote_once"),
            models.CheckConstraint(condition=~Q(choices=[]), name="poll_vote_not_empty"),
        ]

    def __str__(self) -> str:
        return f"a vote in {self.poll_id}"


class Upshot(models.TextChoices):
    """What is done with a result."""

    ADOPTED = "adopted", _("Adopted")
    PARTLY = "partly", _("Adopted in part")
    REJECTED = "rejected", _("Not adopted")
    INFORMATION = "information", _("For information")


class Said(models.Model):
    """What a decision says: in its present version, and in each earlier one."""

    upshot = models.CharField(max_length=12, choices=Upshot.choices)
    reason = models.TextField(max_length=REASON_MAX)
    links = ArrayField(models.CharField(max_length=500), default=list, size=LINKS_MAX)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True


class Decision(Said):
    """What will be done with the result of a poll, and why."""

    poll = models.OneToOneField(Poll, on_delete=models.CASCADE, related_name="decision")
    html = models.TextField(editable=False)
    decided_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(upshot__in=Upshot.values), name="decision_upshot_known")]
        indexes = [models.Index(fields=["-decided_at", "-id"], name="decision_newest")]

    def __str__(self) -> str:
        return f"{self.upshot} of {self.poll_id}"


class DecisionVersion(Said):
    """What a decision said before it was edited."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="versions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "version"], name="decision_version_once")]

    def __str__(self) -> str:
        return f"version {self.version} of {self.decision_id}"
