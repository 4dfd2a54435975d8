"""Trait of a resolver: cards of addresses elsewhere, and files, that a post shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from community.previews.using import cards_of
from community.uploads.files import files_of
from config.lib.markup import Card, Filed, Wanted

if TYPE_CHECKING:
    from community.posts.models import Post
    from config.lib.audience import Viewer


class ShowsMedia:
    """Answers the markup's questions about cards and files."""

    alone: tuple[str, ...] = ()
    """Addresses elsewhere that stand alone in a paragraph."""
    _cards: dict[str, Card] = {}
    _files: dict[tuple[int, str], Filed] = {}

    def find_media(self, wanted: Wanted, post: Post | None, *, by: Viewer | None) -> None:
        """Fetch the cards that `post`, as it was, may show, and its or its writer's files: at most three queries."""
        self.alone = wanted.previews
        if wanted.previews and post is not None:
            self._cards = cards_of(post, wanted.previews, post.thread.space)
        if wanted.files:
            self._files = files_of(post, wanted.files, by=by)

    def preview(self, address: str) -> Card | None:
        """The card of an address elsewhere, once it was asked for this post."""
        return self._cards.get(address)

    def file(self, upload_id: int, secret: str) -> Filed | None:
        """A file of this post, or one that its writer has not used yet."""
        return self._files.get((upload_id, secret))
