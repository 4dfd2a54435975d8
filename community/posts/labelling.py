"""What rules call posts, as the team reads it where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moderation.review.neighbours import labelled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from community.posts.presenting import Shown


def attach_labels(posts: Iterable[Shown]) -> None:
    """Say of each post what rules call it, to whoever may open a case about it; one query, none for anybody else."""
    judged = {("post", one.post.pk): one for one in posts if one.may_moderate}
    for thing, words in labelled(judged).items():
        judged[thing].labels = words
