"""Who stands too near to an entry to judge it. A few queries for any number of entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from community.following.models import Silence
from members.groups.models import GroupMembership
from members.mentoring.models import Mentorship
from programs.challenges.models import ChallengeSheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from members.profiles.models import Member
    from programs.challenges.models import ChallengeEntry, ChallengeJudge

OWN, BLOCKED, GROUP, MENTORED, DECLARED = "own", "blocked", "group", "mentored", "declared"
APART = "apart"  # when they were named


def conflicts(judge: ChallengeJudge, entries: Iterable[ChallengeEntry], *, in_groups: bool) -> dict[int, str]:
    """Of these entries, those the judge does not judge, by number of the row, with the reason as a word.

    The word is for managers: a judge learns of a blind entry no more than that another one judges it. Nothing that
    judges do by themselves from then on changes it: who blocks one after the other, or unblocks them, ends a mentoring
    or leaves a group, would see whose entries come and go.
    """
    rows = list(entries)
    authors = {one.author_id for one in rows if one.author_id is not None}
    near = _near(judge, judge.member_id, authors, in_groups=in_groups) if judge.member_id else {}
    declared = set(
        ChallengeSheet.objects.filter(judge=judge, conflict_at__isnull=False).values_list("entry_id", flat=True)
    )
    found = {one.pk: near[one.author_id] for one in rows if one.author_id in near}
    return {pk: DECLARED for one in rows if (pk := one.pk) in declared} | found


def _near(judge: ChallengeJudge, member: int, authors: set[int], *, in_groups: bool) -> dict[int, str]:
    found = dict.fromkeys(authors & set(judge.apart), APART)
    if in_groups:
        shared = _in_groups_of(member).filter(member__in=authors)
        found |= dict.fromkeys(shared.values_list("member_id", flat=True), GROUP)
    pairs = _mentoring(member).filter(Q(mentor__in=authors) | Q(newcomer__in=authors))
    found |= {pk: MENTORED for pair in pairs.values_list("mentor_id", "newcomer_id") for pk in pair}
    blocking = Silence.objects.filter(other=member, member__in=authors, blocked=True)
    found |= dict.fromkeys(blocking.values_list("member_id", flat=True), BLOCKED)
    found[member] = OWN
    return found


def apart_from(member: Member, *, in_groups: bool) -> list[int]:
    """Who is too near to somebody, or too far, at the moment they become a judge: kept with the judge."""
    found = set(Silence.objects.filter(member=member, blocked=True).values_list("other_id", flat=True))
    if in_groups:
        found |= set(_in_groups_of(member.pk).values_list("member_id", flat=True))
    found |= {pk for pair in _mentoring(member.pk).values_list("mentor_id", "newcomer_id") for pk in pair}
    return sorted(found - {member.pk})


def _in_groups_of(member: int) -> QuerySet[GroupMembership]:
    closed = GroupMembership.objects.filter(member=member).exclude(group__entry="open").values("group")
    return GroupMembership.objects.filter(group__in=closed)


def _mentoring(member: int) -> QuerySet[Mentorship]:
    pairs: QuerySet[Mentorship] = Mentorship.objects.running().filter(Q(mentor=member) | Q(newcomer=member))
    return pairs
