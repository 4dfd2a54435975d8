"""Trait: a question has an accepted answer, chosen by who asked or by a host; it may be outdated one day."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.utils import timezone

from members.activity.log import record
from members.profiles.models import Member

if TYPE_CHECKING:
    from community.posts.models import Post
    from community.threads.models import Thread

ANSWER_FIELDS = ["answer", "answered_at", "answered_by", "outdated_at"]


class Acceptable(models.Model):
    """The reply that answers the question."""

    answer = models.ForeignKey("community.Post", on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    outdated_at = models.DateTimeField(null=True, blank=True, editable=False)
    """When somebody who knows said that the answer no longer holds; written by questions/checking.py."""

    class Meta:
        abstract = True

    @transaction.atomic
    def accept(self, post: Post, *, by: Member) -> None:
        """Take `post` as the answer, instead of an earlier one if there was; does nothing where it is no question."""
        self._as_it_stands()
        if cast("Thread", self).kind == "question" and self.answer_id != post.pk:
            self._choose(post, timezone.now(), by)
            record("answer.accepted", actor=by, subject=post, thread=self.pk, author=post.author_id)

    @transaction.atomic
    def unaccept(self, *, by: Member) -> None:
        """Say that the question is open again."""
        self._as_it_stands()
        if self.answer_id is not None:
            post = self.answer
            self._choose(None, None, None)
            record("answer.withdrawn", actor=by, subject=post, thread=self.pk)

    def _as_it_stands(self) -> None:
        """Two who choose at the same moment come one after the other: each sees what stands, and nothing is doubled."""
        rows = type(self)._default_manager.select_for_update(of=("self",), no_key=True)
        self.refresh_from_db(fields=[*ANSWER_FIELDS, "kind"], from_queryset=rows)

    def _choose(self, post: Post | None, at: datetime | None, by: Member | None) -> None:
        self.answer, self.answered_at, self.answered_by, self.outdated_at = post, at, by, None
        self.save(update_fields=ANSWER_FIELDS)
