"""Noting something about a person, for the team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from members.activity.log import record
from members.profiles.refusing import check
from moderation.sanctions.models import PersonNote
from moderation.sanctions.permissions import may_note

if TYPE_CHECKING:
    from members.profiles.models import Member


@transaction.atomic
def note(member: Member, words: str, *, by: Member) -> PersonNote:
    """Keep it, for the team alone. Raises NotNow."""
    check(may_note(by, member))
    row: PersonNote = PersonNote.objects.create(member=member, by=by, words=words.replace("\r\n", "\n"))
    record("person.noted", actor=by, subject=row, member=member.pk)
    return row
