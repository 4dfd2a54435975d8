"""Open polls: who voted for what. Of secret polls nothing here is ever asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from community.polls.models import Kind

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from community.polls.models import Poll, PollOption, PollVote
    from members.profiles.models import Member

NAMED = 500
"""So many people are named; the counts say the rest."""


def names_by_option(
    options: Sequence[PollOption], poll: Poll, votes: QuerySet[PollVote]
) -> list[tuple[PollOption, list[Member]]]:
    """Each option with those who chose it, or put it first; one query. Raises ValueError for a secret poll."""
    if not poll.is_open_vote:
        raise ValueError("Nobody asks who voted for what in a secret poll.")
    named = votes.exclude(member=None).select_related("member").order_by("at", "pk")[:NAMED]
    people: dict[int, list[Member]] = {option.place: [] for option in options}
    for vote in named:
        for place in vote.choices[:1] if poll.kind == Kind.RANKED else vote.choices:
            if vote.member is not None:
                people[place].append(vote.member)
    return [(option, people[option.place]) for option in options]
