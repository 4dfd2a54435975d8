"""Threads: posts in a row about one matter, in a space; the first post opens the thread."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from community.spaces.models import THREAD_KINDS, Kind, Made, Space
from community.threads.accepting import Acceptable
from community.threads.closing import Closeable
from community.threads.covering import Coverable
from community.threads.duplicating import NOT_ITSELF, POINTING, Duplicable
from community.threads.listing import ThreadQuerySet
from community.threads.pinning import Pinnable
from community.threads.planning import BOARD, IDEAS_ALONE, KNOWN, Plannable
from community.threads.removing import Removable
from community.threads.replying import Replyable
from members.profiles.models import Member

TITLE_MIN, TITLE_MAX = 8, 200
PAGE = 20
"""Posts on one page of a thread."""


class Thread(Pinnable, Closeable, Removable, Coverable, Acceptable, Replyable, Duplicable, Plannable, models.Model):
    """Posts in a row, what they are about, and where they stand."""

    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="threads")
    kind = models.CharField(max_length=12, choices=THREAD_KINDS, default=Kind.DISCUSSION)
    title = models.CharField(_("title"), max_length=TITLE_MAX, validators=[MinLengthValidator(TITLE_MIN)])
    slug = models.CharField(max_length=80, editable=False)
    author = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="threads")
    tags = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    excerpt = models.CharField(max_length=240, blank=True, editable=False)
    language = models.CharField(max_length=10, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    last_post_at = models.DateTimeField(default=timezone.now, editable=False)
    posts_count = models.PositiveIntegerField(
        default=0, editable=False
    )  # the highest post number; tombstones keep theirs
    repliers = ArrayField(models.BigIntegerField(), default=list, editable=False)  # up to three latest, newest first
    people_count = models.PositiveIntegerField(default=1, editable=False)
    moved_out = models.PositiveIntegerField(default=0, db_default=0, editable=False)  # numbers of posts that left
    moved_in = models.PositiveIntegerField(default=0, db_default=0, editable=False)  # without any, ids grow as numbers
    merged_into = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="merged", editable=False)
    merged_at = models.DateTimeField(null=True, blank=True, editable=False)
    merged_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)

    objects: ClassVar[Any] = ThreadQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["space", "-last_post_at", "-id"], name="thread_space_latest"),
            models.Index(fields=["-last_post_at", "-id"], name="thread_latest"),
            models.Index(
                fields=["-last_post_at", "-id"],
                condition=Q(kind=Kind.QUESTION, answer__isnull=True, closed_at__isnull=True),
                name="thread_unanswered",
            ),
            models.Index(fields=["author", "-created_at"], name="thread_by_author"),
            models.Index(fields=["space", "pinned_at"], condition=Q(pinned_at__isnull=False), name="thread_pinned"),
            GinIndex(fields=["tags"], name="thread_tags"),
            models.Index(fields=["id"], condition=Q(covered__isnull=False), name="thread_covered"),
            POINTING,
            BOARD,
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[*Kind.values, *Made.values]), name="thread_kind_known"),
            models.CheckConstraint(
                condition=Q(answer__isnull=True) | Q(kind=Kind.QUESTION), name="thread_answer_to_question"
            ),
            models.CheckConstraint(
                condition=Q(merged_at=None, merged_into=None) | Q(merged_at__isnull=False, merged_into__isnull=False),
                name="thread_merged_somewhere",
            ),
            NOT_ITSELF,
            KNOWN,
            IDEAS_ALONE,
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The thread's own address."""
        return reverse("thread", args=[self.pk, self.slug])

    @property
    def replies_count(self) -> int:
        """Posts after the first, without those that went to another thread."""
        return max(0, self.posts_count - 1 - self.moved_out)

    @property
    def pages_count(self) -> int:
        """How many pages of PAGE posts it has, at least one."""
        return max(1, -(-self.posts_count // PAGE))

    @staticmethod
    def page_of(number: int) -> int:
        """The page that post `number` stands on."""
        return max(1, -(-number // PAGE))

    def retitle(self, title: str) -> None:
        """Take another title, and an address made of it; the edit of the first post records it."""
        self.name_it(title, slug_of(title))


RESERVED = {
    "answer", "archive", "ask", "bulk", "bump", "close", "delete", "duplicate", "give-back", "kind", "merge", "move",
    "on", "pin", "read", "reopen", "reply", "restore", "similar", "slow", "solved", "split", "status", "summary",
    "tags", "take", "timers", "unarchive", "unpin", "unread", "vote",
}  # fmt: skip
"""Words that stand for something else at this place of an address."""


def slug_of(title: str) -> str:
    """The readable part of a thread's address; "-" when the title has no letter that fits."""
    slug = slugify(title, allow_unicode=True)[:80].strip("-") or "-"
    return f"{slug}-" if slug in RESERVED else slug
