"""Acts on polls."""

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from community.polls.models import Poll, PollOption, PollVote
from community.polls.voting import vote
from members.profiles.models import Member
from tests.authz.acts import Attempt, act
from tests.factories import a_member, a_poll, a_post
from tests.visibility.village import Village

if TYPE_CHECKING:
    from community.threads.models import Thread


def _vote(thread: "Thread") -> Attempt:
    poll = a_poll(a_post(thread, by=a_member()))
    option = PollOption.objects.filter(poll=poll).values_list("pk", flat=True)[1]
    return Attempt(
        reverse("poll_vote", args=[poll.post_id]), {"choice": option}, PollVote.objects.filter(poll=poll).count
    )


@act("vote_poll")
def _(village: Village, role: str) -> Attempt:
    return _vote(village.public)


@act("vote_poll_in_P")
def _(village: Village, role: str) -> Attempt:
    return _vote(village.private)


@act("vote_twice_parallel")
def _(village: Village, role: str) -> Attempt:
    attempt = _vote(village.public)
    person = village.people[role]
    if isinstance(person, Member):
        vote(Poll.objects.latest("pk"), [1], by=person)
    return attempt


@act("change_vote_after_close")
def _(village: Village, role: str) -> Attempt:
    attempt = _vote(village.public)
    poll, person = Poll.objects.latest("pk"), village.people[role]
    if isinstance(person, Member):
        vote(poll, [1], by=person)
    Poll.objects.filter(pk=poll.pk).update(closed_at=timezone.now())
    return Attempt(attempt.path, attempt.data, lambda: list(PollVote.objects.filter(poll=poll).values_list("choices")))


@act("close_others_poll")
def _(village: Village, role: str) -> Attempt:
    poll = a_poll(a_post(village.public, by=a_member()))
    found = Poll.objects.values_list("closed_at", flat=True)
    return Attempt(reverse("poll_close", args=[poll.post_id]), {}, lambda: found.get(pk=poll.pk))
