"""What becomes of the accepted answer when it goes to another thread with other posts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from community.spaces.models import Kind
from community.threads.accepting import ANSWER_FIELDS
from members.activity.log import record

if TYPE_CHECKING:
    from community.posts.models import Post
    from community.threads.models import Thread
    from members.profiles.models import Member

ALONG, WITHDRAWN = "along", "withdrawn"


def carry_answer(posts: Sequence[Post], source: Thread, target: Thread, *, by: Member) -> str:
    """Take the accepted answer along if it is among `posts`: to a question that has none; elsewhere it is withdrawn.

    Returns "along", "withdrawn", or nothing if it was not among them.
    """
    post = next((post for post in posts if post.pk == source.answer_id), None)
    if post is None:
        return ""
    kept = source.answered_at, source.answered_by_id, source.outdated_at
    source.answer = source.answered_at = source.answered_by = source.outdated_at = None
    source.save(update_fields=ANSWER_FIELDS)
    if target.kind == Kind.QUESTION and target.answer_id is None and post.number > 1:
        target.answer = post
        target.answered_at, target.answered_by_id, target.outdated_at = kept
        target.save(update_fields=ANSWER_FIELDS)
        return ALONG
    record("answer.withdrawn", actor=by, subject=post, thread=source.pk, moved_to=target.pk)
    return WITHDRAWN
