"""Who stands too near to an entry to judge it. A few queries for any number of entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from community.following.models import Silence
from members.groups.models import GroupMembership
from members.mentoring.models import Mentorship
from programs.challenges.models import ChallengeSheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from programs.challenges.models import ChallengeEntry, ChallengeJudge

OWN, BLOCKED, GROUP, MENTORED, DECLARED = "own", "blocked", "group", "mentored", "declared"


def conflicts(judge: ChallengeJudge, entries: Iterable[ChallengeEntry], *, in_groups: bool) -> dict[int, str]:
    """Of these entries, those the judge does not judge, by number of the row, with the reason as a word.

    The word is for managers: a judge learns of a blind entry no more than that another one judges it.
    """
    rows = list(entries)
    authors = {one.author_id for one in rows if one.author_id is not None}
    near = _near(judge.member_id, authors, in_groups=in_groups) if judge.member_id else {}
    declared = set(
        ChallengeSheet.objects.filter(judge=judge, conflict_at__isnull=False).values_list("entry_id", flat=True)
    )
    found = {one.pk: near[one.author_id] for one in rows if one.author_id in near}
    return {pk: DECLARED for one in rows if (pk := one.pk) in declared} | found


def _near(member: int, authors: set[int], *, in_groups: bool) -> dict[int, str]:
    found: dict[int, str] = {}
    if in_groups:
        closed = GroupMembership.objects.filter(member=member).exclude(group__entry="open").values("group")
        shared = GroupMembership.objects.filter(group__in=closed, member__in=authors)
        found |= dict.fromkeys(shared.values_list("member_id", flat=True), GROUP)
    pairs = Mentorship.objects.running().filter(
        Q(mentor=member, newcomer__in=authors) | Q(newcomer=member, mentor__in=authors)
    )
    found |= {pk: MENTORED for pair in pairs.values_list("mentor_id", "newcomer_id") for pk in pair}
    blocked = Silence.objects.filter(
        Q(member=member, other__in=authors) | Q(other=member, member__in=authors), blocked=True
    )
    found |= {pk: BLOCKED for pair in blocked.values_list("member_id", "other_id") for pk in pair}
    found[member] = OWN
    return found
