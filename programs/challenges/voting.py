"""Voting: one vote of each member for an entry, and so many entries as the terms say; taken back until the end."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.activity.log import record
from members.profiles.models import Member
from members.profiles.refusing import NotNow, Refusal, check
from programs.challenges.models import Challenge, ChallengeEntry, ChallengeVote
from programs.challenges.permissions import judge_of, may_vote
from programs.series.occurrences import Occurrence


def voted_for(member: Member, challenge: Challenge) -> set[int]:
    """The entries that still stand for which a member voted. One query."""
    rows = ChallengeVote.objects.filter(member=member, entry__in=ChallengeEntry.objects.standing())
    return set(rows.filter(entry__challenge=challenge).values_list("entry_id", flat=True))


@transaction.atomic
def vote(entry: ChallengeEntry, *, by: Member, wanted: bool) -> None:
    """Vote, or (not `wanted`) take the vote back; does nothing when it is so already. Raises NotNow."""
    Member.objects.one_at_a_time(by)
    occurrence = Occurrence.objects.locked(entry.challenge.occurrence_id)
    challenge = Challenge.objects.get(pk=entry.challenge_id)
    current = ChallengeEntry.objects.get(pk=entry.pk)
    terms = challenge.said
    check(may_vote(by, occurrence, terms, challenge, judge_of(by, challenge)))
    if not current.counts or current.day is not None:
        raise NotNow(Refusal(_("This entry takes no votes.")))
    if current.author_id == by.pk:
        raise NotNow(Refusal(_("You cannot vote for your own entry.")))
    mine = voted_for(by, challenge)
    if (current.pk in mine) == wanted:
        return
    if wanted:
        if len(mine) >= terms.votes_each:
            raise NotNow(Refusal(_none_left(terms.votes_each)))
        ChallengeVote.objects.create(entry=current, member=by)
        record("challenge.voted", actor=by, subject=current, occurrence=occurrence.pk)
    else:
        ChallengeVote.objects.filter(entry=current, member=by).delete()
        record("challenge.vote_withdrawn", actor=by, subject=current, occurrence=occurrence.pk)


def _none_left(each: int) -> str:
    words = ngettext(
        "Your vote stands with another entry. Take it back there first.",
        "Your %(n)d votes stand with other entries. Take one back first.",
        each,
    )
    return words % {"n": each}
