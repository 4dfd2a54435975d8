"""What people say one after another, on a page: the day it begins, whose words follow whose, what is new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from django.utils import formats, timezone
from django.utils.translation import gettext as _

TOGETHER = timedelta(minutes=6)
"""What one person says within this time stands under one name."""


class Said(Protocol):
    """A line of a chat room, a message of a talk."""

    pk: int
    created_at: datetime
    author_id: int | None


@dataclass(kw_only=True)
class Spoken:
    """One piece of what was said, for one reader."""

    day: date | None = None
    """The day that begins with it."""
    is_first: bool = True
    """Whether the name stands above it."""
    is_new: bool = False
    """Whether what the reader has not read begins here."""
    is_mine: bool = False
    is_target: bool = False
    is_folded: bool = False
    """By somebody the reader keeps away."""
    may_edit: bool = False
    may_delete: bool = False

    @property
    def day_words(self) -> str:
        """The day in words."""
        if self.day is None:
            return ""
        today = timezone.localdate()
        if self.day >= today - timedelta(days=1):
            return _("Today") if self.day >= today else _("Yesterday")
        return formats.date_format(self.day, "WEEKDAY_FORMAT" if self.day.year == today.year else "WEEKDAY_DATE_FORMAT")

    def follow(self, said: Said, before: Said | None, *, unread: bool, joined: bool) -> None:
        """Take its place after what was said `before`: `unread` begins the new ones, `joined` needs no name again."""
        day = timezone.localdate(said.created_at)
        self.day = day if before is None or timezone.localdate(before.created_at) != day else None
        self.is_new = unread
        self.is_first = unread or self.day is not None or before is None or not (joined and of_one(said, before))


def of_one(said: Said, before: Said) -> bool:
    """Whether one person said both, shortly after each other."""
    same = said.author_id is not None and said.author_id == before.author_id
    return same and said.created_at - before.created_at < TOGETHER
