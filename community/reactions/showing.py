"""What a page needs to show reactions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.template.loader import render_to_string

from community.reactions.kinds import kinds

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from community.posts.models import Post
    from config.lib.audience import Viewer


@dataclass(frozen=True)
class Tally:
    """One kind of reaction to one post: how many, and whether the reader is among them."""

    emoji: str
    word: str
    count: int
    mine: bool


@dataclass(frozen=True)
class Tallies:
    """The reactions of one post: all kinds that can be given or were given, the community's set first."""

    all: list[Tally]

    @property
    def given(self) -> list[Tally]:
        """Those that somebody gave."""
        return [one for one in self.all if one.count]

    @property
    def choices(self) -> SafeString:
        """The buttons to give one; drawn once for all posts to which the reader reacted alike."""
        return _choices(tuple((one.emoji, one.word, one.mine) for one in self.all))


@lru_cache(500)
def _choices(choices: tuple[tuple[str, str, bool], ...]) -> SafeString:
    return render_to_string("community/reactions/_choices.html", {"choices": choices})


def tallies(viewer: Viewer, post: Post, mine: set[str]) -> Tallies:
    """What was reacted to the post, and with what one can react; no query."""
    known = [(kind.emoji, kind.word) for kind in kinds(viewer)]
    former = [(emoji, emoji) for emoji in post.reactions if emoji not in dict(known)]
    return Tallies([Tally(emoji, word, post.reactions.get(emoji, 0), emoji in mine) for emoji, word in known + former])


def mine_on(viewer: Viewer, post: Post) -> set[str]:
    """The viewer's own reactions to one post; pages of posts bring them with the posts (posts/listing.py)."""
    if not viewer.is_authenticated:
        return set()
    return set(viewer.reactions.filter(post=post).values_list("emoji", flat=True))
