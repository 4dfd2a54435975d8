"""Trait: a bookmark carries a note, and at most one reminder that waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import models, transaction

from members.activity.log import record

if TYPE_CHECKING:
    from community.bookmarks.models import Bookmark, Reminder
    from members.profiles.models import Member

NOTE_MAX = 500


def to_the_minute(at: datetime) -> datetime:
    """A moment without its seconds, as people name it."""
    return at.replace(second=0, microsecond=0)


@dataclass(frozen=True)
class Wanted:
    """When somebody wants to be reminded."""

    at: datetime
    if_unanswered: bool = False


class Notable(models.Model):
    """What its owner wrote down about it, and when they want to be reminded."""

    note = models.CharField(max_length=NOTE_MAX, blank=True)

    class Meta:
        abstract = True

    @transaction.atomic
    def write_down(self, note: str, wanted: Wanted | None, *, by: Member) -> None:
        """Keep this note and this reminder in place of what there was; what is the same stays as it is."""
        bookmark = cast("Bookmark", self)
        changed = self.note != note
        if changed:
            self.note = note
            self.save(update_fields=["note"])
        if _change(bookmark, wanted) or changed:
            record("bookmark.noted", actor=by, subject=bookmark)

    @property
    def waiting(self) -> Reminder | None:
        """The reminder that has not come yet."""
        found: Reminder | None = cast("Bookmark", self).reminders.filter(done_at=None).first()
        return found


def _change(bookmark: Bookmark, wanted: Wanted | None) -> bool:
    """Let exactly the wanted reminder wait; whether that changed anything. The clock may be at work on the old one."""
    waiting: Reminder | None = bookmark.reminders.select_for_update().filter(done_at=None).first()
    if waiting is not None:
        asked = (to_the_minute(waiting.at), waiting.if_unanswered)
        if wanted and asked == (to_the_minute(wanted.at), wanted.if_unanswered):
            return False
        waiting.delete()
    if wanted is not None:
        bookmark.reminders.create(at=wanted.at, if_unanswered=wanted.if_unanswered)
    return waiting is not None or wanted is not None
