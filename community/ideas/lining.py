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


def attach_new_lines(thread: Any, posts: Sequence[Shown], number: int, *, to_the_end: bool) -> list[StatusChange]:
    """Give `posts`, which came after post `number`, the changes that followed them; returns those above the first.

    Where more posts are to come than these (not `to_the_end`), so are their changes. One query, none where nothing
    changed.
    """
    if not getattr(thread, "has_lines", False):
        return []
    changes = StatusChange.objects.filter(thread=thread, after_number__gte=number)
    if not to_the_end:
        changes = changes.filter(after_number__lt=posts[-1].post.number)
    above: list[StatusChange] = []
    for change in changes.select_related("by"):
        before = [one for one in posts if one.post.number <= change.after_number]
        (before[-1].lines if before else above).append(change)
    return above
