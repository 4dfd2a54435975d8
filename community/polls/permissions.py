"""Who may do what with a poll. Views and templates ask the same; a refusal says why in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from community.posts.permissions import may_edit
from community.spaces.permissions import leads
from members.profiles.refusing import Refusal, barred

if TYPE_CHECKING:
    from community.polls.models import Poll
    from community.posts.models import Post
    from config.lib.audience import Viewer


def may_open(viewer: Viewer, post: Post) -> Refusal | None:
    """Put a poll under a post: its author, as long as the post can be edited. One post has one poll."""
    refusal = barred(viewer)
    if refusal is not None:
        return refusal
    if post.author_id != viewer.pk:
        return Refusal(_("Only its author can add a poll to a post."))
    if hasattr(post, "poll"):
        return Refusal(_("This post has a poll already."))
    return may_edit(viewer, post)


def takes_none(poll: Poll, post: Post) -> Refusal | None:
    """Why nobody at all can vote at the moment, if so. Otherwise those vote who may speak in the thread."""
    if poll.is_over:
        return Refusal(_("This poll is closed. Votes can no longer be cast or changed."))
    if post.deleted_at or post.hidden_at or post.held_at:
        return Refusal(_("Votes can be cast when this post can be seen by everybody."))
    return None


def may_change(viewer: Viewer, poll: Poll, post: Post) -> Refusal | None:
    """Change a poll, or move its closing time: its author, until it closes."""
    refusal = barred(viewer)
    if refusal is not None:
        return refusal
    if post.author_id != viewer.pk:
        return Refusal(_("Only its author can change a poll."))
    if poll.is_over:
        return Refusal(_("This poll is closed and stays as it is."))
    return None


def may_close(viewer: Viewer, poll: Poll, post: Post) -> Refusal | None:
    """Close a poll before its time: its author, and whoever looks after the space."""
    refusal = barred(viewer)
    if refusal is not None:
        return refusal
    if poll.closed_at is not None:
        return Refusal(_("This poll is closed already."))
    return None if _answers_for(viewer, post) else Refusal(_("Only its author, the hosts and the team close a poll."))


def may_decide(viewer: Viewer, poll: Poll, post: Post) -> Refusal | None:
    """Write what is done with the result: its author and whoever looks after the space, once the poll has closed."""
    refusal = barred(viewer)
    if refusal is not None:
        return refusal
    if not _answers_for(viewer, post):
        return Refusal(_("Only its author, the hosts and the team write what comes of a poll."))
    return None if poll.closed_at else Refusal(_("Close the poll first. Then the result can be decided upon."))


def _answers_for(viewer: Viewer, post: Post) -> bool:
    return post.author_id == viewer.pk or leads(viewer, post.thread.space)


def shows_results(poll: Poll, *, voted: bool) -> bool:
    """Whether counts may be shown to somebody who has voted or not. The same for everybody, author and team too."""
    return poll.closed_at is not None or poll.results == "always" or (poll.results == "voted" and voted)
