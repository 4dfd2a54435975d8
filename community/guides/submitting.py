"""The way from the composer to a guide: what may not be stored now is refused in words, and its draft is let go."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.composing.pace import too_fast
from community.drafts.keeping import forget
from community.guides.citing import with_unseen
from community.guides.permissions import may_edit, may_propose
from community.guides.writing import begin_guide
from community.screened.postings import a_guide
from community.uploads.using import use_uploads_in_guide
from members.profiles.refusing import check
from moderation.screening.keeping import keep, noting
from moderation.screening.looking import screen

if TYPE_CHECKING:
    from community.guides.models import Guide
    from community.threads.models import Thread
    from members.profiles.models import Member
    from moderation.screening.findings import Findings


@noting
@transaction.atomic
def submit_guide(data: dict[str, Any], *, by: Member, thread: Thread | None, draft_key: str) -> Guide:
    """Begin a guide. Raises NotNow, PostEmpty, PostTooLong."""
    check(may_propose(by) or too_fast(by, data["body"]))
    posting = a_guide(data["space"], data["title"], data["summary"], data["body"], by=by)
    found = screen(posting, insist=data.get("insist", ""))
    guide = begin_guide(
        by=by, title=data["title"], source=data["body"], summary=data["summary"], space=data["space"],
        months=data["months"], cited=data["sources"], thread=thread, key=data["key"] or uuid.uuid4().hex,
    )  # fmt: skip
    _kept(found, guide)
    use_uploads_in_guide(guide, by=by)
    forget(by, draft_key)
    return guide


@noting
@transaction.atomic
def submit_guide_edit(guide: Guide, data: dict[str, Any], *, by: Member) -> None:
    """Save another version. Raises NotNow, GuideConflict, PostEmpty, PostTooLong."""
    check(may_edit(by, guide))
    posting = a_guide(data["space"], data["title"], data["summary"], data["body"], by=by, old=guide)
    found = screen(posting, insist=data.get("insist", ""))
    guide.edit(
        by=by, version=data["version"] or 0, title=data["title"], summary=data["summary"], source=data["body"],
        space=data["space"], months=data["months"], cited=with_unseen(by, guide, data["sources"]),
        reason=data["reason"],
    )  # fmt: skip
    keep(found, "guide", guide)
    use_uploads_in_guide(guide, by=by)
    forget(by, f"guide:{guide.pk}")


def _kept(found: Findings, guide: Guide) -> None:
    """A guide begins as a draft, which nobody is told of: it is held right after."""
    if found.held and guide.held_at is None:
        guide.held_at = timezone.now()
        guide.save(update_fields=["held_at"])
    keep(found, "guide", guide)


def words_after_saving(guide: Guide, otherwise: str) -> str:
    """What is said at once after saving or publishing: that it waits for a moderator, or else that it is there."""
    if type(guide).objects.filter(pk=guide.pk, held_at__isnull=False).exists():
        return _("Only you can see this for now. A moderator looks at it first. Usually under an hour.")
    return otherwise
