"""The way from the composer to a guide: what may not be stored now is refused in words, and its draft is let go."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from community.composing.pace import too_fast
from community.drafts.keeping import forget
from community.guides.citing import Cited, with_unseen
from community.guides.models import Guide
from community.guides.pace import screened
from community.guides.permissions import may_edit, may_propose
from community.guides.writing import begin_guide, earlier
from community.screened.postings import a_guide
from community.uploads.using import use_uploads_in_guide
from members.profiles.models import Member
from members.profiles.refusing import check
from moderation.screening.keeping import keep, noting
from moderation.screening.looking import screen
from moderation.screening.waiting import waiting_of

if TYPE_CHECKING:
    from community.guides.models import GuideRevision
    from community.threads.models import Thread


@noting
@transaction.atomic
def submit_guide(data: dict[str, Any], *, by: Member, thread: Thread | None, draft_key: str) -> Guide:
    """Begin a guide. Raises NotNow, PostEmpty, PostTooLong."""
    key = data["key"] or uuid.uuid4().hex
    again = earlier(by, key)
    if again is not None:
        return again
    check(may_propose(by) or too_fast(by, data["body"]) or screened(by, "guide", data["body"], data["space"]))
    posting = a_guide(data["space"], data["title"], data["summary"], data["body"], by=by)
    found = screen(posting, insist=data.get("insist", ""))
    guide = begin_guide(
        by=by, title=data["title"], source=data["body"], summary=data["summary"], space=data["space"],
        months=data["months"], cited=data["sources"], thread=thread, key=key,
    )  # fmt: skip
    if found.held:
        # It begins as a draft, which nobody is told of: it is held right after.
        guide.held_at = timezone.now()
        guide.save(update_fields=["held_at"])
    keep(found, "guide", guide)
    use_uploads_in_guide(guide, by=by)
    forget(by, draft_key)
    return guide


@noting
@transaction.atomic
def submit_guide_edit(guide: Guide, data: dict[str, Any], *, by: Member) -> None:
    """Save another version. Raises NotNow, GuideConflict, PostEmpty, PostTooLong."""
    _edit(guide, data, by=by)
    forget(by, f"guide:{guide.pk}")


@noting
@transaction.atomic
def submit_guide_restore(guide: Guide, version: GuideRevision, *, by: Member, reason: str) -> None:
    """Take an earlier version again, its words screened as those of any edit. Raises NotNow, GuideConflict."""
    cited = [Cited(one.thread_id, one.post_id, one.url, one.title) for one in guide.sources.all()]
    words = {"title": version.title, "summary": version.summary, "body": version.source}
    as_it_is = {"space": guide.space, "months": guide.check_months, "version": guide.version}
    _edit(guide, words | as_it_is | {"reason": reason}, by=by, cited=cited)


def _edit(guide: Guide, data: dict[str, Any], *, by: Member, cited: list[Cited] | None = None) -> None:
    """Another version. First the person is locked, then the guide, then cases: the team may decide meanwhile."""
    Member.objects.one_at_a_time(by)
    marks = ["retired_at", "hidden_at", "held_at", "removed_at", "edit_asked_at"]
    guide.refresh_from_db(fields=marks, from_queryset=Guide.objects.select_for_update(of=("self",)))
    check(may_edit(by, guide) or screened(by, "edit", data["body"], data["space"]))
    posting = a_guide(data["space"], data["title"], data["summary"], data["body"], by=by, old=guide)
    found = screen(posting, insist=data.get("insist", ""))
    guide.edit(
        by=by, version=data["version"] or 0, title=data["title"], summary=data["summary"], source=data["body"],
        space=data["space"], months=data["months"],
        cited=with_unseen(by, guide, data["sources"]) if cited is None else cited,
        reason=data["reason"],
    )  # fmt: skip
    keep(found, "guide", guide)
    use_uploads_in_guide(guide, by=by)


def words_after_saving(guide: Guide, otherwise: str) -> str:
    """What is said at once after saving or publishing: that it waits for a moderator, or else that it is there."""
    if type(guide).objects.filter(pk=guide.pk, held_at__isnull=False).exists():
        return waiting_of("guide", [guide.pk])[guide.pk].words
    return otherwise
