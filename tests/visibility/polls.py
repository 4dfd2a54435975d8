"""Polls of the village, of which not all may know the count or the question."""

from typing import TYPE_CHECKING

from community.polls.deciding import decide
from community.polls.models import Poll, PollOption
from community.polls.voting import vote
from tests.factories import a_poll

if TYPE_CHECKING:
    from tests.visibility.village import Village


def settle_polls(village: "Village") -> None:
    """A count that nobody may know yet, questions under posts that are away, and a decision among a few."""
    author, first = village.member("member"), village.public.posts.get(number=1)
    counted = a_poll(first, results="closed")
    vote(counted, [1], by=author)
    Poll.objects.filter(pk=counted.pk).update(voters_count=7345612)
    PollOption.objects.filter(poll=counted).update(votes=7345612)
    a_poll(village.removed, question="Away? zqgonepoll")
    a_poll(village.pending, question="Held? zqheldpoll")
    inside = a_poll(village.private.posts.get(number=1), question="Among us? zqprivpoll", secrecy="open")
    vote(inside, [1], by=village.member("trusted_member"))
    inside.close(by=author)
    decide(inside, by=author, upshot="adopted", reason="Settled: zqdecided")
