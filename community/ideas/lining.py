"""What became of an idea, as dated lines between its posts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from community.ideas.models import StatusChange

if TYPE_CHECKING:
    from community.posts.presenting import Shown


def attach_lines(thread: Any, posts: Sequence[Shown], numbers: range) -> None:
    """Give the posts of one page (`numbers`) the changes that followed them: one query, none where nothing changed.

    A post that has left the thread leaves a gap: its lines stand below the post before it.
    """
    if not posts or not getattr(thread, "has_lines", False):
        return
    here = StatusChange.objects.filter(thread=thread, after_number__gte=numbers.start, after_number__lt=numbers.stop)
    for change in here.select_related("by"):
        before = [one for one in posts if one.post.number <= change.after_number]
        (before or posts)[-1 if before else 0].lines.append(change)
