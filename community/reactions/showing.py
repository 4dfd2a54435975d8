"""What a page needs to show reactions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from community.reactions.kinds import kinds

if TYPE_CHECKING:
    from community.posts.models import Post
    from config.lib.audience import Viewer


@dataclass(frozen=True)
class Tally:
    """One kind of reaction to one post: how many, and whether the reader is among them."""

    emoji: str
    word: str
    count: int
    mine: bool


def tallies(viewer: Viewer, post: Post, mine: set[str]) -> list[Tally]:
    """All kinds that can be given or were given, the community's set first; no query."""
    known = [(kind.emoji, kind.word) for kind in kinds(viewer)]
    former = [(emoji, emoji) for emoji in post.reactions if emoji not in dict(known)]
    return [Tally(emoji, word, post.reactions.get(emoji, 0), emoji in mine) for emoji, word in known + former]


def mine_on(viewer: Viewer, post: Post) -> set[str]:
    """The viewer's own reactions to one post; pages of posts bring them with the posts (posts/listing.py)."""
    if not viewer.is_authenticated:
        return set()
    return set(viewer.reactions.filter(post=post).values_list("emoji", flat=True))
