"""AMAs: what was said about one before it, its questions and votes, its answers, and what comes afterwards."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.guides.models import Guide
from members.duties.models import Duty
from members.profiles.models import Member
from moderation.review.models import Reviewable
from programs.amas.seeing import AnswerQuerySet, QuestionQuerySet
from programs.series.models import Program
from programs.series.occurrences import Occurrence

GUEST_NAME_MAX, GUEST_WORDS_MAX, QUESTION_MAX, REASON_MAX, PARAGRAPH_MAX = 80, 200, 600, 200, 10_000
FOLLOW_UP_MAX, SUMMARY_MAX, COLLECT_DAYS, COLLECT_MOST, VOTES_EACH = 300, 10_000, 7, 30, 10


class AmaPlan(models.Model):
    """What a program of this kind says beside what all programs say: the guest, and how questions are asked."""

    program = models.OneToOneField(Program, on_delete=models.CASCADE, related_name="ama_plan")
    guest = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    guest_name = models.CharField(_("name of the guest"), max_length=GUEST_NAME_MAX, blank=True)
    guest_words = models.CharField(_("the guest in a few words"), max_length=GUEST_WORDS_MAX, blank=True)
    guest_photo = models.CharField(max_length=120, blank=True, editable=False)
    collect_days = models.PositiveSmallIntegerField(default=COLLECT_DAYS, validators=[MaxValueValidator(COLLECT_MOST)])
    takes_anonymous = models.BooleanField(default=True)
    votes_each = models.PositiveSmallIntegerField(default=0)  # 0: as many as somebody likes

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(collect_days__lte=COLLECT_MOST), name="ama_collect_days"),
            models.CheckConstraint(condition=Q(votes_each__in=[0, VOTES_EACH]), name="ama_votes_each"),
        ]

    def __str__(self) -> str:
        return f"plan of {self.program_id}"

    @property
    def named(self) -> str:
        """What the guest is called."""
        return self.guest.name if self.guest is not None else self.guest_name

    @property
    def first_name(self) -> str:
        """The guest in a sentence such as "Ask Piotr something"."""
        return self.named.split(" ")[0]

    @property
    def collects_for(self) -> timedelta:
        """How long before the beginning questions are taken."""
        return timedelta(days=self.collect_days)


class AmaHelper(models.Model):
    """Somebody who may put down the answers of the guest."""

    plan = models.ForeignKey(AmaPlan, on_delete=models.CASCADE, related_name="helpers")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "member"], name="ama_helper_once")]

    def __str__(self) -> str:
        return f"{self.member_id} helps {self.plan_id}"


class AmaQuestion(Reviewable, models.Model):
    """One question. Of one that is asked anonymously nothing says who asked: there is no column for it to stand in."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="questions", db_index=False)
    number = models.PositiveIntegerField()
    author = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    is_anonymous = models.BooleanField(default=False)
    words = models.CharField(_("question"), max_length=QUESTION_MAX)
    asked_at = models.DateTimeField(default=timezone.now)  # of anonymous ones the full hour
    edited_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    votes_count = models.PositiveIntegerField(default=0)
    tells_author = models.BooleanField(default=True)
    stamp = models.PositiveIntegerField(default=0)  # grows with all that open pages show of it
    answering_at = models.DateTimeField(null=True)
    answering_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    answered_at = models.DateTimeField(null=True)
    aside_at = models.DateTimeField(null=True)
    aside_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    aside_why = models.CharField(max_length=REASON_MAX, blank=True)
    merged_into = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="duplicates")
    merged_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    submission = models.CharField(max_length=64, blank=True, editable=False)
    submission_digest = models.CharField(max_length=64, blank=True, editable=False)

    objects: ClassVar[Any] = QuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["occurrence", "number"], name="ama_question_numbered"),
            models.UniqueConstraint(
                fields=["occurrence"], condition=Q(answering_at__isnull=False), name="ama_one_on_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["occurrence", "submission"], condition=~Q(submission=""), name="ama_submission_once"
            ),
            models.CheckConstraint(
                condition=~Q(is_anonymous=True, author__isnull=False), name="ama_anonymous_is_nobody"
            ),
            models.CheckConstraint(condition=~Q(merged_into=models.F("id")), name="ama_not_into_itself"),
        ]
        indexes = [
            models.Index(fields=["occurrence", "-votes_count"], name="ama_question_wanted"),
            models.Index(fields=["author", "-asked_at"], name="ama_question_by_author"),
        ]

    def __str__(self) -> str:
        return f"question {self.number} of {self.occurrence_id}"

    def get_absolute_url(self) -> str:
        """Its own address, which leads to the page where it stands."""
        return reverse("ama_question", args=[self.occurrence_id, self.number])

    @property
    def is_gone(self) -> bool:
        """Whether its words are for nobody: withdrawn, hidden, or not let through yet."""
        return bool(self.withdrawn_at or self.hidden_at or self.held_at)

    @property
    def waits(self) -> bool:
        """Whether it can be taken by a host."""
        return not (self.answered_at or self.answering_at or self.aside_at or self.merged_into_id or self.is_gone)


class AmaVote(models.Model):
    """Somebody wants this question answered. The vote stays with the question it was given to, also once merged."""

    question = models.ForeignKey(AmaQuestion, on_delete=models.CASCADE, related_name="votes")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="ama_votes")
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[AmaVote]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "member"], name="ama_vote_once")]

    def __str__(self) -> str:
        return f"{self.member_id} for {self.question_id}"


class AmaAnswer(Reviewable, models.Model):
    """One paragraph of an answer, saved by itself so that everybody reads along."""

    question = models.ForeignKey(AmaQuestion, on_delete=models.CASCADE, related_name="answers")
    author = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    by_guest = models.BooleanField(default=True)  # in the words of the guest, whoever put them down
    source = models.TextField(max_length=PARAGRAPH_MAX)
    html = models.TextField(editable=False)
    text = models.TextField(editable=False)
    markup_version = models.PositiveSmallIntegerField(default=0, editable=False)
    at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)
    submission = models.CharField(max_length=64, blank=True, editable=False)
    submission_digest = models.CharField(max_length=64, blank=True, editable=False)

    objects: ClassVar[Any] = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["author", "submission"], condition=~Q(submission=""), name="ama_answer_submission_once"
            ),
        ]

    def __str__(self) -> str:
        return f"a paragraph for {self.question_id}"

    def get_absolute_url(self) -> str:
        """Where its question stands."""
        return self.question.get_absolute_url()


class AmaAnswerVersion(models.Model):
    """How a paragraph read before an edit."""

    answer = models.ForeignKey(AmaAnswer, on_delete=models.CASCADE, related_name="versions")
    source = models.TextField()
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.answer_id} before {self.at:%Y-%m-%d}"


class AmaFollowUp(models.Model):
    """What somebody promised to look into afterwards: a task of the team, with who does it and by when."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="ama_follow_ups")
    question = models.ForeignKey(AmaQuestion, on_delete=models.SET_NULL, null=True, related_name="follow_ups")
    words = models.CharField(_("what is to be done"), max_length=FOLLOW_UP_MAX)
    duty = models.OneToOneField(Duty, on_delete=models.CASCADE, related_name="+")
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["duty__due_at", "pk"]

    def __str__(self) -> str:
        return self.words


class AmaRecap(models.Model):
    """What stays of an AMA: a summary, the best answers, and the guide that was made of it."""

    occurrence = models.OneToOneField(Occurrence, on_delete=models.CASCADE, related_name="recap")
    source = models.TextField(max_length=SUMMARY_MAX)
    html = models.TextField(editable=False)
    best = ArrayField(models.PositiveIntegerField(), default=list)  # numbers of questions, in order
    written_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    guide = models.ForeignKey(Guide, on_delete=models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return f"recap of {self.occurrence_id}"
