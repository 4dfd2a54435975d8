"""The history of a guide: its versions with what each one changed, and the steps it took."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from config.lib.diffing import diff
from members.activity.models import Activity

if TYPE_CHECKING:
    from community.guides.models import Guide
    from members.profiles.models import Member

MOST = 50


@dataclass(frozen=True)
class GuideVersion:
    """One version of a guide; the changes are safe HTML, empty where there are none."""

    number: int
    author: Member | None
    at: datetime
    reason: str
    changes: str
    title_changes: str
    summary_changes: str
    is_current: bool
    is_first: bool
    is_hidden: bool
    """It was out of sight when it was replaced; what it said is for the team."""


def first_for_readers(guide: Guide) -> int:
    """The version in which its present readers found it: what it was as a draft, or elsewhere, is its writers' own."""
    opened = guide.published_at
    if opened is None or (guide.edited_at or guide.created_at) <= opened:
        return guide.version
    drafts = guide.revisions.filter(at__lte=opened).order_by("-version").values_list("version", flat=True)
    moves = Activity.objects.filter(
        verb="guide.edited", subject_type=guide._meta.label_lower, subject_id=guide.pk, facts__moved=True
    )
    moved = moves.order_by("-pk").values_list("facts__version", flat=True).first()
    return max(drafts.first() or 1, moved or 1)


def versions_of(guide: Guide, *, first: int = 1, shows_hidden: bool = False) -> list[GuideVersion]:
    """The newest versions first, at most MOST and none before `first`; one query."""
    kept = guide.revisions.filter(version__gte=first)
    earlier = list(kept.select_related("author").order_by("-version")[:MOST])
    author, at = guide.edited_by or guide.created_by, guide.edited_at or guide.created_at
    rows = [
        (guide.version, author, at, guide.title, guide.summary, guide.source, False),
        *((e.version, e.author, e.at, e.title, e.summary, e.source, e.hidden_at is not None) for e in earlier),
    ]
    found = []
    for index, (number, author, at, title, summary, source, hidden) in enumerate(rows):
        following = rows[index + 1] if index + 1 < len(rows) else None
        # What a hidden version said must not be seen as struck words in the next one either.
        before = None if following is None or (following[6] and not shows_hidden) else following
        gone = hidden and not shows_hidden
        found.append(
            GuideVersion(
                number=number,
                author=author,
                at=at,
                reason=earlier[index].reason if following else "",
                changes="" if gone else diff(before[5] if before else source, source),
                title_changes=diff(before[3], title) if before and not gone and before[3] != title else "",
                summary_changes=diff(before[4], summary) if before and not gone and before[4] != summary else "",
                is_current=index == 0,
                is_first=following is None,
                is_hidden=hidden,
            )
        )
    return found
