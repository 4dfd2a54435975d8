"""Whoever brought a member hears of the first answer that member gets, wherever it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from community.posts.models import Post
from members.activity.subscribing import subscribe
from members.invitations.referrals import Referral

if TYPE_CHECKING:
    from members.activity.models import Activity


@subscribe("post.created", "item.approved", name="community.first_answers")
def note_the_first_answer(activity: Activity) -> None:
    """Notes when a member whom somebody brought is answered for the first time."""
    if activity.subject_type != "community.post":
        return
    replies = Post.objects.filter(number__gt=1, held_at=None, hidden_at=None, deleted_at=None)
    found = replies.filter(pk=activity.subject_id or 0, thread__author__referral__answered_at=None)
    post = found.exclude(thread__author__referral=None).select_related("author", "thread").first()
    if post is None or post.author is None or post.author_id == post.thread.author_id:
        return
    referral = Referral.objects.filter(member=post.thread.author_id).first()
    if referral is not None:
        referral.answered(by=post.author)
