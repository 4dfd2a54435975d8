"""Voting: one vote of each member for each question. Of merged questions the votes add up, and a person counts once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.activity.log import record
from members.profiles.models import Member
from members.profiles.refusing import NotNow, Refusal, check
from programs.amas.models import AmaQuestion, AmaVote
from programs.amas.permissions import may_take_part
from programs.amas.phases import plan_of
from programs.amas.telling import votes_changed
from programs.series.occurrences import Occurrence

if TYPE_CHECKING:
    from collections.abc import Collection

    from programs.amas.models import AmaPlan


def in_group(question: int) -> Q:
    """Votes for a question or for one that was merged into it."""
    return Q(question=question) | Q(question__merged_into=question)


def voted_for(member: Member, questions: Collection[int]) -> set[int]:
    """Which of these a member voted for, also through one that was merged into it: one query."""
    rows = AmaVote.objects.filter(
        Q(question__in=questions) | Q(question__merged_into__in=questions), member=member
    ).values_list("question_id", "question__merged_into_id")
    return {pk for pair in rows for pk in pair if pk is not None}


def recount(question: AmaQuestion) -> None:
    """Count the people who want it answered; inside a transaction."""
    people = AmaVote.objects.filter(in_group(question.pk)).values("member").distinct().count()
    if question.votes_count != people:
        question.votes_count = people
        question.save(update_fields=["votes_count"])
        votes_changed(question)


def votes_left(member: Member, occurrence: Occurrence, plan: AmaPlan) -> int | None:
    """How many votes a member can still give; None: as many as they like.

    Those for questions that were answered, put aside or taken out of sight came back.
    """
    if not plan.votes_each:
        return None
    standing = AmaVote.objects.filter(member=member, question__occurrence=occurrence)
    standing = standing.filter(
        Q(question__merged_into=None, question__answered_at=None, question__aside_at=None,
          question__hidden_at=None, question__held_at=None)
        | Q(question__merged_into__isnull=False, question__merged_into__answered_at=None,
            question__merged_into__aside_at=None, question__merged_into__hidden_at=None,
            question__merged_into__held_at=None)
    )  # fmt: skip
    groups = {merged or own for own, merged in standing.values_list("question_id", "question__merged_into_id")}
    return max(0, plan.votes_each - len(groups))


@transaction.atomic
def vote(question: AmaQuestion, *, by: Member, wanted: bool) -> AmaQuestion:
    """Vote, or (not `wanted`) take the vote back; does nothing when it is so already. Raises NotNow."""
    Member.objects.one_at_a_time(by)
    occurrence = Occurrence.objects.locked(question.occurrence_id)
    current = AmaQuestion.objects.get(pk=question.pk)
    plan = plan_of(occurrence.program)
    check(may_take_part(by, occurrence, plan))
    if current.merged_into_id:
        raise NotNow(Refusal(_("This is part of another question now. Vote there.")))
    if current.is_gone or current.answered_at:
        raise NotNow(Refusal(_("This question takes no more votes.")))
    mine = AmaVote.objects.filter(in_group(current.pk), member=by)
    if mine.exists() == wanted:
        return current
    if wanted:
        left = votes_left(by, occurrence, plan)
        if left == 0:
            raise NotNow(Refusal(_none_left(plan.votes_each)))
        AmaVote.objects.create(question=current, member=by)
        record("ama.voted", actor=by, subject=current, occurrence=occurrence.pk)
    else:
        mine.delete()
        record("ama.vote_withdrawn", actor=by, subject=current, occurrence=occurrence.pk)
    recount(current)
    return current


def _none_left(each: int) -> str:
    words = ngettext(
        "Your vote stands with another question. Take it back there first.",
        "Your %(n)d votes stand with other questions. Take one back first.",
        each,
    )
    return words % {"n": each}
