"""Trait: a thread can be taken away by its author or the team, for 30 days with a way back."""

from __future__ import annotations

from django.db import transaction

from community.restoring import Restorable
from members.activity.log import record
from members.profiles.models import Member


class Removable(Restorable):
    """Deleted by its author, or removed by the team; either way soft, and undoable for 30 days."""

    class Meta:
        abstract = True

    @transaction.atomic
    def delete_softly(self, *, by: Member) -> None:
        """Leave every list and page but the author's and the team's."""
        if self._went(by):
            record("thread.deleted", actor=by, subject=self)

    @transaction.atomic
    def restore(self, *, by: Member) -> None:
        """Come back as it was."""
        if self._came_back():
            record("thread.restored", actor=by, subject=self)
