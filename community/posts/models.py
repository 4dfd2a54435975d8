"""Posts: the messages of a thread, numbered from one."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from community.posts.deleting import Deletable
from community.posts.editing import Editable
from community.posts.excerpting import Excerpted
from community.posts.listing import PostQuerySet
from community.spaces.standing import StandsInSpace
from community.threads.models import Thread
from members.activity.log import record
from members.profiles.models import Member
from moderation.review.models import Reviewable

POST_MAX = 32_000


class Post(Excerpted, Editable, Deletable, StandsInSpace, Reviewable, models.Model):
    """One message; the first post opens the thread, the others are replies."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="posts")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="posts")
    reply_to = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="answers")
    source = models.TextField()
    html = models.TextField(editable=False)
    text = models.TextField(editable=False)
    mentioned = ArrayField(models.BigIntegerField(), default=list, editable=False)  # ids of the members it names
    markup_version = models.PositiveSmallIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    moved_at = models.DateTimeField(null=True, editable=False)  # when it last came from another thread
    reactions = models.JSONField(default=dict, editable=False)  # emoji -> how many; recounted with every change
    submission = models.CharField(max_length=64, blank=True, editable=False)
    submission_digest = models.CharField(max_length=64, blank=True, editable=False)

    objects: ClassVar[Any] = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "number"], name="post_number_once"),
            models.UniqueConstraint(
                fields=["author", "submission"], condition=~Q(submission=""), name="post_submission_once"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="post_number_from_one"),
        ]
        indexes = [
            models.Index(fields=["author", "-created_at"], name="post_by_author"),
            models.Index(fields=["-created_at"], name="post_newest"),
            GinIndex(fields=["mentioned"], name="post_mentioned"),
            models.Index(
                fields=["author", "-created_at"],
                include=["thread"],
                condition=Q(number__gt=1, deleted_at=None, hidden_at=None, held_at=None),
                name="post_replies_by_author",
            ),
            models.Index(
                fields=["space", "author", "created_at"],
                condition=Q(number__gt=1, deleted_at=None, hidden_at=None, held_at=None),
                name="post_replies_by_space",
            ),
            models.Index(fields=["id"], include=["thread", "author"], name="post_whose"),
        ]

    def __str__(self) -> str:
        return f"#{self.number} in {self.thread_id}"

    def get_absolute_url(self) -> str:
        """The thread's page, opened at this post."""
        return reverse("thread_post", args=[self.thread_id, self.thread.slug, self.number])


class PostLink(models.Model):
    """A post that points at another thread or post: for back-links, and to write titles anew when they change."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="links")
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="linked_from")
    number = models.PositiveIntegerField(default=0)  # the post it points at; 0 is the thread as a whole
    is_quote = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "thread", "number", "is_quote"], name="post_link_once")]

    def __str__(self) -> str:
        return f"{self.post_id} -> {self.thread_id}"


class Revision(models.Model):
    """How a post (and, for a first post, the title) read before an edit."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField()
    source = models.TextField()
    title = models.CharField(max_length=200, blank=True)
    author = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=255, blank=True)
    at = models.DateTimeField(default=timezone.now)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_reason = models.CharField(max_length=200, blank=True, default="", db_default="", editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "version"], name="revision_version_once")]

    def __str__(self) -> str:
        return f"{self.post_id} v{self.version}"

    @transaction.atomic
    def hide(self, *, by: Member | None, reason: str = "") -> None:
        """Take what this version said out of sight for everybody but moderators: a decision does it."""
        if self.hidden_at is None:
            self.hidden_at, self.hidden_reason = timezone.now(), reason[:200]
            self.save(update_fields=["hidden_at", "hidden_reason"])
            record("revision.hidden", actor=by, subject=self.post, version=self.version)

    @transaction.atomic
    def unhide(self, *, by: Member | None) -> None:
        """Show what this version said again."""
        if self.hidden_at is not None:
            self.hidden_at, self.hidden_reason = None, ""
            self.save(update_fields=["hidden_at", "hidden_reason"])
            record("revision.shown", actor=by, subject=self.post, version=self.version)
