"""Quotes follow what becomes of the post they are from: while it is hidden or held, its words are gone there too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from community.posts.models import Post, PostLink
from community.posts.rerendering import BATCH, rerender
from members.activity.subscribing import subscribe

if TYPE_CHECKING:
    from members.activity.models import Activity


@subscribe("item.held", "item.approved", "item.hidden", "item.shown", name="community.quotes_of_reviewed")
def write_quotes_anew(activity: Activity) -> None:
    """Writes posts that quote a post out anew when it goes out of sight, or comes back."""
    if activity.subject_type != Post._meta.label_lower:
        return
    post = Post.objects.filter(pk=activity.subject_id or 0).values("thread", "number").first()
    if post is None:
        return
    quoting = PostLink.objects.filter(**post, is_quote=True).order_by("post")
    ids = list(quoting.values_list("post_id", flat=True))
    for start in range(0, len(ids), BATCH):
        rerender(ids[start : start + BATCH])
