"""The history of a post: its versions with what each one changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypedDict

from community.posts.resolving import ThreadResolver
from config.lib.diffing import diff
from config.lib.markup import cover_quotes
from moderation.review.direct import may_open

if TYPE_CHECKING:
    from community.posts.models import Post, Revision
    from config.lib.audience import Viewer
    from members.profiles.models import Member

MOST = 50
"""Versions on one page; more are counted, not compared."""


@dataclass(frozen=True)
class Version:
    """One version of a post."""

    number: int
    author: Member | None
    at: datetime
    reason: str
    changes: str
    """Safe HTML: its text with what is new and what is gone; empty if hidden from this reader."""
    title_changes: str
    is_current: bool
    is_first: bool
    is_hidden: bool
    hidden_reason: str = ""
    """What the decision says that hid it: the rule."""
    case_pk: int | None = None
    """Its number, if the reader may open a case about it."""


class _OfRow(TypedDict):
    hidden_reason: str
    case_pk: int | None


def versions_of(post: Post, *, viewer: Viewer, shows_hidden: bool) -> list[Version]:
    """The newest versions of a post first, at most MOST; one query, and two for what they quote.

    What is quoted is gone from them while its source is out of sight, as it is from the post.
    """
    earlier = list(post.revisions.select_related("author").order_by("-version")[:MOST])
    title = post.thread.known_title if post.number == 1 else ""
    rows = [
        (post.version, post.edited_by or post.author, post.edited_at or post.created_at, post.source, title, False),
        *((r.version, r.author, r.at, r.source, r.title, r.hidden_at is not None) for r in earlier),
    ]
    sources = [row[3] for row in rows]
    if not shows_hidden:
        sources = cover_quotes(sources, ThreadResolver(post.thread, earlier=post))
    result = []
    for index, (number, author, at, _source, words, hidden) in enumerate(rows):
        before, source = rows[index + 1] if index + 1 < len(rows) else None, sources[index]
        # What a hidden version said must not be seen as struck words in the next one either.
        covered = (hidden or (before is not None and before[5])) and not shows_hidden
        compared = source if covered or before is None else sources[index + 1]
        result.append(
            Version(
                number=number,
                author=author,
                at=at,
                reason=earlier[index].reason if before else "",
                changes="" if hidden and not shows_hidden else diff(compared, source),
                title_changes=diff(before[4], words) if before and not covered and before[4] != words else "",
                is_current=index == 0,
                is_first=before is None,
                is_hidden=hidden,
                **_of_row(earlier[index - 1] if index else None, post, viewer),
            )
        )
    return result


def _of_row(row: Revision | None, post: Post, viewer: Viewer) -> _OfRow:
    """What an earlier version has of its own; the present one is the post."""
    if row is None:
        return {"hidden_reason": "", "case_pk": None}
    return {
        "hidden_reason": row.hidden_reason if row.hidden_at else "",
        "case_pk": row.pk if may_open(viewer, row.author or post.author) else None,
    }
