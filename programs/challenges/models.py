"""Challenges: what holds in one, who entered what, who voted and judged, what came of it."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.profiles.models import Member
from moderation.review.models import Reviewable
from programs.challenges.seeing import EntryQuerySet
from programs.challenges.terms import Terms
from programs.series.models import Program
from programs.series.occurrences import Occurrence

TITLE_MAX, WORDS_MAX, NOTE_MAX, REASON_MAX, PRIZE_MAX = 120, 4000, 600, 300, 200


def new_seed() -> str:
    """What a lot is drawn by: 16 random bytes, in hexadecimal digits."""
    return secrets.token_hex(16)


class ChallengePlan(models.Model):
    """What managers say of a program of this kind; each occurrence takes it over when it is announced."""

    program = models.OneToOneField(Program, on_delete=models.CASCADE, related_name="challenge_plan")
    terms = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"plan of {self.program_id}"


class Challenge(models.Model):
    """One occurrence as a challenge. From its announcement on its terms stand, whatever the plan says later."""

    occurrence = models.OneToOneField(Occurrence, on_delete=models.CASCADE, related_name="challenge")
    terms = models.JSONField(default=dict)
    seed = models.CharField(max_length=32, default=new_seed)
    announced_at = models.DateTimeField(default=timezone.now)
    judging_until = models.DateTimeField(null=True)  # later than planned
    entries_count = models.PositiveIntegerField(default=0)  # the last number given
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    words = models.TextField(max_length=WORDS_MAX, blank=True)  # of whoever published it

    objects: ClassVar[models.Manager[Challenge]] = models.Manager()

    def __str__(self) -> str:
        return f"challenge {self.occurrence_id}"

    @property
    def said(self) -> Terms:
        """What holds in it."""
        return Terms.of(self.terms)

    @property
    def hides_names(self) -> bool:
        """Whether it is told to nobody but managers who made an entry: blind, until the result stands."""
        return self.said.is_blind and self.published_at is None

    @property
    def pledge(self) -> str:
        """The fingerprint of the seed, shown before there are entries, so that nobody can choose the seed later."""
        return hashlib.sha256(self.seed.encode()).hexdigest()


class ChallengeEntry(Reviewable, models.Model):
    """What somebody made, or one day's check-in: then `day` says which, in the zone of who checked in."""

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="entries", db_index=False)
    number = models.PositiveIntegerField()
    author = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    day = models.DateField(null=True)
    title = models.CharField(_("title"), max_length=TITLE_MAX, blank=True)
    words = models.TextField(_("words"), max_length=WORDS_MAX, blank=True)
    picture = models.CharField(max_length=64, blank=True, editable=False)  # its secret name in the storage
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)  # does not meet the terms
    refused_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    refused_why = models.CharField(max_length=REASON_MAX, blank=True)
    submission = models.CharField(max_length=64, blank=True, editable=False)
    submission_digest = models.CharField(max_length=64, blank=True, editable=False)

    objects: ClassVar[Any] = EntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["challenge", "number"], name="challenge_entry_numbered"),
            models.UniqueConstraint(
                fields=["challenge", "author", "day"],
                condition=Q(day__isnull=False, withdrawn_at=None), name="challenge_check_in_once_a_day",
            ),
            models.UniqueConstraint(
                fields=["challenge", "author", "submission"], condition=~Q(submission=""),
                name="challenge_submission_once",
            ),
            models.CheckConstraint(condition=Q(refused_at=None) | ~Q(refused_why=""), name="challenge_refused_why"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title or f"{self.number}"

    def get_absolute_url(self) -> str:
        """Its own address; it tells nothing of who made it."""
        return reverse("challenge_entry", args=[self.challenge.occurrence_id, self.number])

    @property
    def is_gone(self) -> bool:
        """Whether it is for nobody: taken back, hidden, or not let through yet."""
        return bool(self.withdrawn_at or self.hidden_at or self.held_at)

    @property
    def counts(self) -> bool:
        """Whether it can be voted on, judged and win."""
        return not (self.is_gone or self.refused_at)

    @property
    def path(self) -> str:
        """Where its picture stands in the storage."""
        return f"e/{self.picture[:2]}/{self.picture}.webp"


class ChallengeVote(models.Model):
    """One vote. Whoever leaves takes their name out of it; the vote itself stays, so that the count does."""

    entry = models.ForeignKey(ChallengeEntry, on_delete=models.CASCADE, related_name="votes")
    member = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="challenge_votes")
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[ChallengeVote]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "member"], name="challenge_vote_once")]

    def __str__(self) -> str:
        return f"vote for {self.entry_id}"


class ChallengeJudge(models.Model):
    """A member who judges. What a released one gave does not count; who leaves takes their name out of it."""

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="judges")
    member = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    named_at = models.DateTimeField(default=timezone.now)
    named_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    released_at = models.DateTimeField(null=True)
    apart = models.JSONField(default=list)  # numbers of members whose entries others judge: conflicts.py

    objects: ClassVar[models.Manager[ChallengeJudge]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["challenge", "member"], name="challenge_judge_once")]

    def __str__(self) -> str:
        return f"{self.member_id} judges {self.challenge_id}"


class ChallengeSheet(models.Model):
    """What one judge says of one entry: points and a word for each criterion, or that they stand too near to it."""

    judge = models.ForeignKey(ChallengeJudge, on_delete=models.CASCADE, related_name="sheets")
    entry = models.ForeignKey(ChallengeEntry, on_delete=models.CASCADE, related_name="sheets")
    marks = models.JSONField(default=list)  # [points or null, words] for each criterion, in their order
    saved_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)  # no draft any more: it counts
    conflict_at = models.DateTimeField(null=True)
    conflict_why = models.CharField(max_length=REASON_MAX, blank=True)

    objects: ClassVar[models.Manager[ChallengeSheet]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["judge", "entry"], name="challenge_sheet_once"),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(conflict_at=None), name="challenge_sheet_done_or_near"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.judge_id} on {self.entry_id}"


class ChallengeResult(models.Model):
    """What the stored votes and points came to, with a digest of them, to be compared when it is computed again."""

    challenge = models.OneToOneField(Challenge, on_delete=models.CASCADE, related_name="result")
    rows = models.JSONField(default=list)
    inputs = models.CharField(max_length=64)
    computed_at = models.DateTimeField(default=timezone.now)
    computed_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)

    def __str__(self) -> str:
        return f"result of {self.challenge_id}"


class ChallengeWinner(models.Model):
    """An entry that won, why, and its prize: promised when it was published, given by whom when."""

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="winners")
    entry = models.OneToOneField(ChallengeEntry, on_delete=models.CASCADE, related_name="win")
    place = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=REASON_MAX)
    prize = models.CharField(max_length=PRIZE_MAX, blank=True)
    promised_at = models.DateTimeField(default=timezone.now)
    given_at = models.DateTimeField(null=True)
    given_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)

    objects: ClassVar[models.Manager[ChallengeWinner]] = models.Manager()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["challenge", "place"], name="challenge_place_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="challenge_winner_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.place} of {self.challenge_id}"
