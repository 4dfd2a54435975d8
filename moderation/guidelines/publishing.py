"""Publishing a version: from then on it is in force, and never changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from members.activity.log import record
from members.installation.models import Installation
from moderation.guidelines.accepting import agree
from moderation.guidelines.drafting import DraftChanged, NoDraft, stamp_of_all
from moderation.guidelines.models import Guidelines
from moderation.ledger.writing import enter

if TYPE_CHECKING:
    from members.profiles.models import Member


@transaction.atomic
def publish(*, by: Member, changes: str, must_accept: bool, stamp: str) -> Guidelines:
    """Let the draft be in force. With `must_accept` every member is asked to agree before they write again.

    Raises NoDraft, and DraftChanged if it is not what was looked at.
    """
    installation = Installation.current()
    installation.lock()
    draft = Guidelines.objects.select_for_update().filter(published_at=None).first()
    if draft is None:
        raise NoDraft
    if stamp_of_all(draft, draft.rules.all()) != stamp:
        raise DraftChanged
    now = timezone.now()
    highest = Guidelines.objects.exclude(pk=draft.pk).order_by("-number").first()
    if highest is not None and highest.number >= draft.number:
        draft.number = highest.number + 1
    draft.changes, draft.must_accept, draft.published_at, draft.published_by = changes, must_accept, now, by
    draft.save(update_fields=["number", "changes", "must_accept", "published_at", "published_by"])
    enter("guidelines_published", by=by, number=draft.number, must_accept=must_accept)
    record("guidelines.published", actor=by, subject=draft, number=draft.number)
    if must_accept:
        installation.ask_to_agree(now)
    agree(draft, by=by)
    return draft
