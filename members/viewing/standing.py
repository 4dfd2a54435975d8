"""What somebody else may see hangs on few rows: groups, hosting, a level. These are lent to a viewer, for one page.

A viewer is a member with a number below zero. While a page is drawn, a row for them and copies of these rows stand
under that number, in a transaction that is always taken back: nobody else ever sees them, and nothing stays. So nothing
of what belongs to a person (drafts, messages, notices, votes, bookmarks) can come onto the page, whatever the page asks
for: the viewer has none.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from members.groups.models import GroupMembership
from members.recognition.models import LevelStanding

if TYPE_CHECKING:
    from django.db import models

    from members.profiles.models import Member
    from members.viewing.looking import Look

_LENT: list[type[models.Model]] = []


def lend(*held: type[models.Model]) -> None:
    """Make rows known that decide what their `member` may see. Other apps register theirs when Django is ready."""
    _LENT.extend(one for one in held if one not in _LENT)


def seat(viewer: Member) -> None:
    """A row for a viewer, for pages that look for one: without a proven address, so neither listed nor counted.

    To be called inside the transaction that is taken back.
    """
    row = copy.copy(viewer)
    row.handle, row.email, row.confirmed_at = f"view-{-viewer.pk}", f"{-viewer.pk}@view.invalid", None
    row.save(force_insert=True)
    viewer._state.adding, viewer._state.db = False, row._state.db


def lend_rows_of(member: Member, number: int) -> None:
    """Let whoever goes by this number see what a member may see, until the transaction is taken back."""
    for held in _LENT:
        rows: Any = held._default_manager.filter(member=member)
        copies = []
        for row in rows:
            row.pk, row.member_id = None, number
            row._state.adding = True
            copies.append(row)
        held._default_manager.bulk_create(copies)


def lend_rows(look: Look) -> None:
    """Let the viewer of a look stand in its groups and on its level, until the transaction is taken back."""
    rows = [GroupMembership(group_id=group, member_id=look.lent) for group in look.groups]
    GroupMembership.objects.bulk_create(rows)
    LevelStanding.objects.create(member_id=look.lent, step=look.step)


lend(GroupMembership, LevelStanding)
