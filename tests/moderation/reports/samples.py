"""A kind of thing for tests of reports and cases: posts, by the shortest way."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from community.posts.models import Post
from moderation.review.subjects import Item, Kind

if TYPE_CHECKING:
    from config.lib.audience import Viewer

KEY = "sample"


def version_of(post: Post) -> str:
    """Another one with every edit."""
    return hashlib.sha256(post.source.encode()).hexdigest()[:32]


class Samples(Kind):
    """Posts as things of cases."""

    key, noun, icon = KEY, _("Reply"), "message-square"

    def many(self, pks: Collection[int]) -> dict[int, Item]:
        posts = Post.objects.filter(pk__in=pks).select_related("author", "thread")
        return {post.pk: self._item(post) for post in posts}

    def one(self, pk: int) -> Item | None:
        return self.many([pk]).get(pk)

    def reportable(self, viewer: Viewer, pk: int) -> Item | None:
        post = Post.objects.visible_to(viewer).filter(pk=pk, deleted_at=None, hidden_at=None).first()
        if post is None or post.author_id == viewer.pk:
            return None
        return self._item(post)

    def thing(self, pk: int) -> Any:
        return Post.objects.select_for_update(of=("self",)).filter(pk=pk).first()

    def _item(self, post: Post) -> Item:
        return Item(
            key=KEY, pk=post.pk, author=post.author, title=post.source[:60], text=post.source, html=post.html,
            at=post.created_at, version=version_of(post), url=post.get_absolute_url(), space_id=post.thread.space_id,
        )  # fmt: skip


def item_of(post: Post) -> Item:
    """The post as a thing of a case, as it is now."""
    found = Samples().one(post.pk)
    assert found is not None
    return found
