"""Calls for contributions: what is wanted, who edits, what came in with every version sent, and what became of it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.guides.models import Guide
from community.threads.models import TITLE_MAX, Thread
from community.uploads.models import Upload
from members.profiles.models import Member
from moderation.review.models import Reviewable
from programs.contributions.seeing import ContributionQuerySet
from programs.series.models import Program
from programs.series.occurrences import Occurrence

SOURCE_MAX, WORDS_MAX, CREDIT_MAX, SENTENCE_MAX, EXAMPLES_MAX = 30_000, 2000, 120, 300, 2000


class Form(models.TextChoices):
    """As what something is published."""

    THREAD = "thread", _("A story, as a thread")
    GUIDE = "guide", _("A guide")


class State(models.TextChoices):
    """Where a contribution stands."""

    DRAFT = "draft", _("Draft")
    SENT = "sent", _("With the editors")
    CHANGES = "changes", _("Changes asked for")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Not taken")
    PUBLISHED = "published", _("Published")


class CallPlan(models.Model):
    """What a program of this kind asks for."""

    program = models.OneToOneField(Program, on_delete=models.CASCADE, related_name="call_plan")
    terms = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"call of {self.program_id}"


class CallEditor(models.Model):
    """A member who reads what comes in for one call, and decides about it."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="call_editors", db_index=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    named_at = models.DateTimeField(default=timezone.now)
    named_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)

    objects: ClassVar[models.Manager[CallEditor]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["occurrence", "member"], name="call_editor_once")]

    def __str__(self) -> str:
        return f"{self.member_id} edits {self.occurrence_id}"


class Contribution(Reviewable, models.Model):
    """A story or a guide for a call. Title and text are its author's own copy; editors read the version sent last."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="contributions", db_index=False)
    author = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    form = models.CharField(max_length=10, choices=Form.choices, default=Form.THREAD)
    title = models.CharField(_("title"), max_length=TITLE_MAX)
    source = models.TextField(_("text"), max_length=SOURCE_MAX, blank=True)
    credit = models.CharField(max_length=CREDIT_MAX, blank=True)
    consent = models.CharField(max_length=SENTENCE_MAX, blank=True)  # the sentence that was agreed to
    consented_at = models.DateTimeField(null=True)
    edition = models.PositiveIntegerField(default=0)  # grows with each change, so that nobody decides about another one
    version = models.PositiveIntegerField(default=0)  # the one sent last; 0: none was
    at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    thread = models.ForeignKey(Thread, on_delete=models.SET_NULL, null=True, related_name="+")
    guide = models.ForeignKey(Guide, on_delete=models.SET_NULL, null=True, related_name="+")
    submission = models.CharField(max_length=64, blank=True, editable=False)

    objects: ClassVar[Any] = ContributionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["author", "submission"], condition=~Q(submission=""), name="contribution_submission_once"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="contribution_state_known"),
            models.CheckConstraint(condition=Q(form__in=Form.values), name="contribution_form_known"),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT) | Q(version__gte=1, consented_at__isnull=False),
                name="contribution_sent_with_consent",
            ),
            models.CheckConstraint(
                condition=Q(state=State.PUBLISHED, published_at__isnull=False)
                | (~Q(state=State.PUBLISHED) & Q(published_at=None)),
                name="contribution_published_when",
            ),
        ]
        indexes = [models.Index(fields=["occurrence", "state", "sent_at"], name="contribution_of_call")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where its author sees it."""
        return reverse("contribution", args=[self.pk])

    @property
    def saved_as(self) -> str:
        """What tells this draft from the one that is saved next."""
        return self.saved_at.isoformat()

    @property
    def is_draft(self) -> bool:
        """Whether only its author knows of it."""
        return self.state == State.DRAFT

    @property
    def is_as_sent(self) -> bool:
        """Whether its author cannot have typed anything since it was sent."""
        return self.state not in (State.DRAFT, State.CHANGES)

    @property
    def became(self) -> Thread | Guide | None:
        """What was published of it, as long as that is there."""
        return self.thread or self.guide

    def step(self, what: str, *, by: Member | None, words: str = "") -> None:
        """Note what happened to it; its author and the editors read it."""
        self.steps.create(what=what, by=by, words=words[:WORDS_MAX], version=self.version)


class ContributionVersion(models.Model):
    """One version as it was sent to the editors."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=TITLE_MAX)
    source = models.TextField(max_length=SOURCE_MAX)
    credit = models.CharField(max_length=CREDIT_MAX, blank=True, default="", db_default="")
    html = models.TextField(editable=False)
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[ContributionVersion]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contribution", "number"], name="contribution_version_once")]

    def __str__(self) -> str:
        return f"{self.contribution_id} v{self.number}"


class ContributionStep(models.Model):
    """What happened to a contribution, with the words that were said to its author or to the editors."""

    class What(models.TextChoices):
        """The steps, as they are told."""

        SENT = "sent", _("sent to the editors")
        WITHDRAWN = "withdrawn", _("taken back")
        COMMENT = "comment", _("a comment")
        CHANGES = "changes", _("changes asked for")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("not taken")
        PUBLISHED = "published", _("published")

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="steps")
    what = models.CharField(max_length=10, choices=What.choices)
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    words = models.TextField(max_length=WORDS_MAX, blank=True)
    version = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[ContributionStep]] = models.Manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.contribution_id} {self.what}"


class ContributionPicture(models.Model):
    """An upload that a contribution names: it is kept, and the editors see it, before a thread or a guide shows it."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="pictures", db_index=False)
    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="+")

    objects: ClassVar[models.Manager[ContributionPicture]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contribution", "upload"], name="contribution_picture_once")]

    def __str__(self) -> str:
        return f"{self.upload_id} in {self.contribution_id}"
