"""Drafts: what somebody is writing, kept as they type; seen by nobody else."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from community.spaces.models import Kind, Space
from members.profiles.models import Member

KEY_MAX = 64


class DraftQuerySet(models.QuerySet["Draft"]):
    """Sets of drafts."""

    def of(self, member: Member) -> DraftQuerySet:
        """A member's own drafts; nobody sees anybody else's."""
        return self.filter(member=member)


class Draft(models.Model):
    """One unfinished text of one member for one target: `new`, `thread:12` (a reply) or `edit:99` (a post)."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="drafts")
    key = models.CharField(max_length=KEY_MAX)
    body = models.TextField(blank=True)
    title = models.CharField(max_length=200, blank=True)
    tags = models.CharField(max_length=400, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, blank=True)
    space = models.ForeignKey(Space, on_delete=models.SET_NULL, null=True, related_name="+")
    reply_to = models.PositiveIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)
    more = models.JSONField(default=dict, db_default={})
    """What else was typed into a composer that has more fields, by their names."""
    others = models.JSONField(default=list)
    """Texts written to the same target elsewhere that are not part of `body`: [{"body", "at"}], newest first."""
    saved_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[Draft]] = DraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "key"], name="draft_once"),
            models.CheckConstraint(condition=~models.Q(key=""), name="draft_has_key"),
        ]
        indexes = [models.Index(fields=["saved_at"], name="draft_oldest")]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.key}"
