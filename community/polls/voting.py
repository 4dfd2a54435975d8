"""Voting: one vote per member, changed as often as wanted until the poll closes; counted anew with each."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection, transaction
from django.db.models import Count
from django.utils import timezone

from community.polls.counting import run_off
from community.polls.models import Kind, Poll, PollOption, PollVote, Results
from members.activity.log import record
from members.profiles.models import Member


class PollOver(Exception):
    """The poll takes no votes any more."""


class WrongChoice(ValueError):
    """These are not choices of this poll."""


# The options' counts and the number of voters from the votes themselves, in one statement.
_RECOUNT = """
WITH counted AS (
    UPDATE community_polloption AS option SET votes = (
        SELECT count(*) FROM community_pollvote AS vote WHERE vote.poll_id = option.poll_id
        AND option.place = ANY(CASE WHEN %(ranked)s THEN vote.choices[1:1] ELSE vote.choices END)
    ) WHERE option.poll_id = %(poll)s
)
UPDATE community_poll SET voters_count = (SELECT count(*) FROM community_pollvote WHERE poll_id = %(poll)s)
WHERE id = %(poll)s RETURNING voters_count
"""


@transaction.atomic
def vote(poll: Poll, choices: Sequence[int], *, by: Member, among: Sequence[PollOption] | None = None) -> None:
    """Cast or change the member's vote: the places of the chosen options, in order where order counts.

    `among` are the options the member chose from. Raises PollOver, and WrongChoice for what this poll does not offer
    or no longer offers in these words. The same vote again changes nothing.
    """
    current = Poll.objects.locked(poll.pk)
    if current.is_over:
        raise PollOver
    chosen = list(choices) if current.kind == Kind.RANKED else sorted(choices)
    _check(current, chosen, among)
    mine = PollVote.objects.filter(poll=current, member=by).first()
    if mine is not None and mine.choices == chosen:
        return
    PollVote.objects.update_or_create(poll=current, member=by, defaults={"choices": chosen, "at": timezone.now()})
    recount(current, whole=current.results != Results.CLOSED)
    facts = {"poll": current.pk, "thread": current.post.thread_id, "again": mine is not None}
    record("poll.voted", actor=by, subject=current.post, **facts)


def _check(poll: Poll, chosen: Sequence[int], among: Sequence[PollOption] | None) -> None:
    offered = dict(PollOption.objects.filter(poll=poll).values_list("place", "pk"))
    if among is not None and offered != {option.place: option.pk for option in among}:
        raise WrongChoice(chosen)
    most = {Kind.SINGLE: 1, Kind.SEVERAL: poll.most or len(offered)}.get(Kind(poll.kind), len(offered))
    if not chosen or len(set(chosen)) != len(chosen) or not offered.keys() >= set(chosen) or len(chosen) > most:
        raise WrongChoice(chosen)


def recount(poll: Poll, *, whole: bool) -> None:
    """Count a poll's votes anew, `whole` with the rounds of ranked ones; the poll is locked by the caller."""
    ranked = poll.kind == Kind.RANKED
    with connection.cursor() as cursor:
        cursor.execute(_RECOUNT, {"poll": poll.pk, "ranked": ranked})
        (poll.voters_count,) = cursor.fetchone()
    if ranked and whole:
        counted = PollVote.objects.filter(poll=poll).values_list("choices").annotate(n=Count("pk")).order_by()
        orders = {tuple(choices): number for choices, number in counted}
        places = list(PollOption.objects.filter(poll=poll).values_list("place", flat=True))
        poll.rounds, poll.winner = run_off(orders, places, poll.seed)
        poll.save(update_fields=["rounds", "winner"])
