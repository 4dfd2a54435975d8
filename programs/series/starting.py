"""Threads of programs start here: what cannot be posted is refused in a sentence, to people and to the clock alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from community.composing.views.replying import words_for
from community.posts.calling import TooManyCalled
from community.posts.writing import PostEmpty
from config.lib.markup import PostTooLong
from members.profiles.refusing import NotNow, Refusal
from members.profiles.submissions import SameKeyOtherText

if TYPE_CHECKING:
    from community.spaces.models import Space
    from community.threads.models import Thread
    from members.profiles.models import Member


def start_thread(
    space: Space, *, by: Member, title: str, source: str, key: str, kind: str = "discussion"
) -> Thread:  # fmt: skip
    """Open a thread with its first post; the same key gives the same one. Raises NotNow."""
    try:
        return space.start_thread(by=by, title=title, source=source, kind=kind, key=key)
    except (PostEmpty, PostTooLong, TooManyCalled, SameKeyOtherText) as error:
        raise NotNow(Refusal(words_for(error))) from error
