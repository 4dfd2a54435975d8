"""Changing what the team looks at, or looked at: it leaves its mark, and what was hidden stays so until they look."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from moderation.guidelines.measures import Severity, Source
from moderation.ledger.writing import enter
from moderation.review.cases import Case
from moderation.review.opening import open_case
from moderation.review.subjects import KINDS

if TYPE_CHECKING:
    from members.profiles.models import Member

WATCHED_FOR = timedelta(days=30)


def is_watched(key: str, pk: int) -> bool:
    """Whether there is an open case about the thing, or one that was decided within 30 days. One query."""
    lately = Q(closed_at=None) | Q(closed_at__gt=timezone.now() - WATCHED_FOR)
    return bool(Case.objects.filter(lately, subject_type=key, subject_id=pk).exists())


def mended(key: str, pk: int, *, by: Member, was_asked: bool, is_hidden: bool) -> bool:
    """The author changed the thing: nothing is asked of them any more. Whether a moderator will look at it now.

    Call it after the change, inside its transaction. What is not hidden needs no second look.
    """
    if not was_asked:
        return False
    KINDS[key].forget_edit(pk, by=by)
    last = Case.objects.filter(subject_type=key, subject_id=pk).order_by("-pk").first()
    enter("edit_made", by=by, case=last, member_id=by.pk)
    if not is_hidden:
        return False
    item = KINDS[key].many([pk]).get(pk)
    if item is not None:
        open_case(item, Source.FIXED, Severity.LOW, by=by)
    return item is not None
