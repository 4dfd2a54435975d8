"""What somebody reads where they posted, when a moderator has to look first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from community.posts.models import Post

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def held_words(post: Post) -> str:
    """That only its author sees it, why, and for how long; asked for held posts alone."""
    if 'href="http' in post.html and not _has_shown_others(post):
        return _("Only you can see this for now. First posts with links wait for a moderator. Usually under an hour.")
    return _("Only you can see this for now. A moderator looks at it first. Usually under an hour.")


def words_after_posting(post: Post, otherwise: StrOrPromise) -> str:
    """What is said at once after posting: that it waits, or else that it is there."""
    return held_words(post) if post.held_at else str(otherwise)


def _has_shown_others(post: Post) -> bool:
    others = Post.objects.filter(author=post.author_id, held_at=None, hidden_at=None, deleted_at=None)
    return others.exclude(pk=post.pk).exists()
