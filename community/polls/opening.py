"""Asking: a poll is made with its post or put under it later, and stays as it is once somebody has voted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from community.polls.models import Kind, Poll, PollOption, PollVote, Results, Secrecy
from community.posts.models import Post
from members.activity.log import record

if TYPE_CHECKING:
    from members.profiles.models import Member


class AlreadyVoted(Exception):
    """Somebody has voted, so the question and its options stay."""


@dataclass(frozen=True)
class Wanted:
    """A poll as its author wants it; checked by the form (asking.py)."""

    question: str
    options: Sequence[str] = field(default_factory=list)
    kind: str = Kind.SINGLE
    most: int | None = None
    results: str = Results.VOTED
    secrecy: str = Secrecy.SECRET
    closes_at: datetime | None = None


@transaction.atomic
def open_poll(post: Post, *, by: Member, wanted: Wanted) -> Poll:
    """Put a poll under a post; one that is there already stays, and is returned."""
    locked = Post.objects.select_for_update(of=("self",), no_key=True).get(pk=post.pk)
    known: Poll | None = Poll.objects.filter(post=locked).first()
    if known is not None:
        return known
    poll = _written(Poll(post=locked), wanted)
    record("poll.opened", actor=by, subject=post, poll=poll.pk, thread=post.thread_id)
    return poll


@transaction.atomic
def change_poll(poll: Poll, *, by: Member, wanted: Wanted) -> None:
    """Ask in other words, or something else. Raises AlreadyVoted once there is a vote."""
    current = Poll.objects.locked(poll.pk)
    if current.is_over or PollVote.objects.filter(poll=current).exists():
        raise AlreadyVoted
    _written(current, wanted)
    record("poll.changed", actor=by, subject=current.post, poll=current.pk, thread=current.post.thread_id)


def _written(poll: Poll, wanted: Wanted) -> Poll:
    poll.question, poll.kind, poll.most = wanted.question, wanted.kind, wanted.most
    poll.results, poll.secrecy, poll.closes_at = wanted.results, wanted.secrecy, wanted.closes_at
    poll.save()
    PollOption.objects.filter(poll=poll).delete()
    PollOption.objects.bulk_create(
        [PollOption(poll=poll, place=place, text=text) for place, text in enumerate(wanted.options, 1)]
    )
    return poll
