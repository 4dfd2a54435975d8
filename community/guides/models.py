"""Guides: kept, edited knowledge with an owner, sources and a review date."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.guides.checking import Checkable
from community.guides.editing import Revisable
from community.guides.naming import address_of
from community.guides.owning import Owned
from community.guides.reviewing import REASON_MAX, Publishable
from community.guides.seeing import GuideQuerySet
from community.posts.models import Post
from community.spaces.models import Space
from community.threads.models import TITLE_MAX, Thread
from members.profiles.models import Member
from moderation.review.models import Reviewable

SUMMARY_MAX = 300
SOURCES_MAX, SOURCE_URL_MAX, SOURCE_TITLE_MAX = 20, 500, 200
SLUG_MAX = 80


class Guide(Publishable, Checkable, Revisable, Owned, Reviewable, models.Model):
    """One guide; it belongs to a space, whose readers are its readers, or to all."""

    space = models.ForeignKey(Space, on_delete=models.PROTECT, null=True, blank=True, related_name="guides")
    slug = models.CharField(max_length=SLUG_MAX, unique=True, editable=False)
    """Where it stood before addresses had numbers; that leads on to its `address`."""
    title = models.CharField(_("title"), max_length=TITLE_MAX)
    summary = models.CharField(_("short answer"), max_length=SUMMARY_MAX, blank=True)
    source = models.TextField()
    html = models.TextField(editable=False)
    text = models.TextField(editable=False)
    language = models.CharField(max_length=2, blank=True, editable=False)
    markup_version = models.PositiveSmallIntegerField(default=0, editable=False)
    thread = models.ForeignKey(Thread, on_delete=models.SET_NULL, null=True, related_name="guides")
    """The thread it was made of."""
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    submission = models.CharField(max_length=64, blank=True, editable=False)
    useful = models.PositiveIntegerField(default=0, editable=False)
    not_useful = models.PositiveIntegerField(default=0, editable=False)

    objects: ClassVar[Any] = GuideQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["created_by", "submission"], condition=~Q(submission=""), name="guide_submission_once"
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(check_by__isnull=False), name="guide_published_is_checked"
            ),
            models.CheckConstraint(condition=Q(check_months__gte=1), name="guide_checked_some_time"),
        ]
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="guide_newest"),
            models.Index(fields=["space", "-published_at"], name="guide_in_space"),
            models.Index(
                fields=["check_by"], condition=Q(published_at__isnull=False, retired_at=None), name="guide_to_check"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The guide's own address."""
        return reverse("guide", args=[self.address])

    @property
    def address(self) -> str:
        """What stands for it in an address."""
        return address_of(self)

    @property
    def votes(self) -> int:
        """How many said whether it was useful."""
        return self.useful + self.not_useful

    def step(self, what: str, *, by: Member | None = None, reason: str = "", due_on: date | None = None) -> int:
        """Note what happened to it; returns the step's id."""
        step = self.steps.create(what=what, by=by, reason=reason[:REASON_MAX], due_on=due_on)
        return int(step.pk)


class GuideEditor(models.Model):
    """A member who writes a guide together with its owner."""

    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="editorships")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["guide", "member"], name="guide_editor_once")]

    def __str__(self) -> str:
        return f"{self.member_id} edits {self.guide_id}"


class GuideStep(models.Model):
    """What happened to a guide: from the first look at it to its last, and who was given it."""

    class What(models.TextChoices):
        """The steps, as its history tells them."""

        REVIEW_ASKED = "review_asked", _("asked for a second look")
        SENT_BACK = "sent_back", _("sent back")
        PUBLISHED = "published", _("published")
        CHECKED = "checked", _("checked: still right")
        STALE = "stale", _("the review date passed")
        RETIRED = "retired", _("retired")
        BROUGHT_BACK = "brought_back", _("brought back")
        HANDED_OVER = "handed_over", _("handed over")

    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="steps")
    what = models.CharField(max_length=12, choices=What.choices)
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=REASON_MAX, blank=True)
    due_on = models.DateField(null=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["guide", "due_on"], condition=Q(what="stale"), name="guide_stale_once")
        ]

    def __str__(self) -> str:
        return f"{self.guide_id} {self.what}"


class GuideRevision(models.Model):
    """How a guide read before an edit."""

    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=TITLE_MAX)
    summary = models.CharField(max_length=SUMMARY_MAX, blank=True)
    source = models.TextField()
    author = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=255, blank=True)
    at = models.DateTimeField(default=timezone.now)
    hidden_at = models.DateTimeField(null=True)  # it was out of sight when it was replaced, and stays so

    class Meta:
        constraints = [models.UniqueConstraint(fields=["guide", "version"], name="guide_revision_once")]

    def __str__(self) -> str:
        return f"{self.guide_id} v{self.version}"


class GuideSource(models.Model):
    """Where a guide has something from: a thread or a post here, or an address outside. Shown to who may see it."""

    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="sources")
    place = models.PositiveSmallIntegerField()
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, null=True, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, null=True, related_name="+")
    url = models.CharField(max_length=SOURCE_URL_MAX, blank=True)
    title = models.CharField(max_length=SOURCE_TITLE_MAX, blank=True)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.CheckConstraint(
                condition=Q(thread__isnull=False, post=None, url="") | Q(thread=None, post__isnull=False, url="")
                | (Q(thread=None, post=None) & ~Q(url="")),
                name="guide_source_is_one_thing",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.url or f"source {self.place} of {self.guide_id}"


class GuideLink(models.Model):
    """A guide whose text points at a thread: it is written out anew when the title changes, or who may know it."""

    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="links")
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["guide", "thread"], name="guide_link_once")]

    def __str__(self) -> str:
        return f"{self.guide_id} -> {self.thread_id}"


class GuideVote(models.Model):
    """Whether a guide was useful to one reader: a member, or a visitor known by nothing but a number of this guide."""

    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="cast")
    member = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    visitor = models.CharField(max_length=32, blank=True)
    is_useful = models.BooleanField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["guide", "member"], name="guide_vote_of_member_once"),
            models.UniqueConstraint(
                fields=["guide", "visitor"], condition=~Q(visitor=""), name="guide_vote_of_visitor_once"
            ),
        ]

    def __str__(self) -> str:
        return f"a vote on {self.guide_id}"


class FormerGuideSlug(models.Model):
    """An address that a guide had while addresses had no numbers; it leads there for ever."""

    slug = models.CharField(max_length=SLUG_MAX, unique=True)
    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="former_slugs")

    def __str__(self) -> str:
        return self.slug
