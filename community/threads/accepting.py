"""Trait: a question has an accepted answer, chosen by who asked or by a host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone

from members.activity.log import record
from members.profiles.models import Member

if TYPE_CHECKING:
    from community.posts.models import Post


class Acceptable(models.Model):
    """The reply that answers the question."""

    answer = models.ForeignKey("community.Post", on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)

    class Meta:
        abstract = True

    @transaction.atomic
    def accept(self, post: Post, *, by: Member) -> None:
        """Take `post` as the answer, instead of an earlier one if there was."""
        if self.answer_id != post.pk:
            self.answer, self.answered_at, self.answered_by = post, timezone.now(), by
            self.save(update_fields=["answer", "answered_at", "answered_by"])
            record("answer.accepted", actor=by, subject=post, thread=self.pk, author=post.author_id)

    @transaction.atomic
    def unaccept(self, *, by: Member) -> None:
        """Say that the question is open again."""
        if self.answer_id is not None:
            post = self.answer
            self.answer = self.answered_at = self.answered_by = None
            self.save(update_fields=["answer", "answered_at", "answered_by"])
            record("answer.withdrawn", actor=by, subject=post, thread=self.pk)
