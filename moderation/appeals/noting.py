"""Noting something on the case of an appeal, for the team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from members.activity.log import record
from moderation.review.cases import CaseNote

if TYPE_CHECKING:
    from members.profiles.models import Member
    from moderation.review.cases import Case


@transaction.atomic
def note_on(case: Case, words: str, *, by: Member) -> CaseNote:
    """Keep it, for the team alone. Who may is asked before (`may_note`)."""
    note = CaseNote.objects.create(case=case, by=by, words=words.replace("\r\n", "\n"))
    record("case.noted", actor=by, subject=case)
    return note
