"""Reactions: one of each kind per member and post, from the community's own set."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from community.posts.models import Post
from community.spaces.standing import StandsInSpace
from members.profiles.models import Member


class Reaction(StandsInSpace, models.Model):
    """One member's reaction of one kind to one post."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reaction_rows")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="reactions", db_index=False)
    emoji = models.CharField(max_length=16)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "member", "emoji"], name="reaction_once")]
        indexes = [
            models.Index(fields=["member", "at"], include=["post"], name="reaction_by_member"),
            models.Index(fields=["space", "member", "at"], name="reaction_by_space"),
        ]

    def __str__(self) -> str:
        return f"{self.emoji} {self.post_id}"
