"""Trait: a post can be deleted by its author or the team; a tombstone keeps its number for good."""

from __future__ import annotations

from django.db import transaction

from community.restoring import Restorable
from members.activity.log import record
from members.profiles.models import Member


class Deletable(Restorable):
    """Deleted posts leave a tombstone, so that replies keep their sense and numbers stay true."""

    class Meta:
        abstract = True

    @transaction.atomic
    def delete_softly(self, *, by: Member) -> None:
        """Show a tombstone instead."""
        if self._went(by):
            record("post.deleted", actor=by, subject=self)

    @transaction.atomic
    def restore(self, *, by: Member) -> None:
        """Show the post again as it was."""
        if self._came_back():
            record("post.restored", actor=by, subject=self)
