"""Voting: one vote each; ideas out of a budget that comes back by itself when an idea is finished or gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.ideas.counting import recount
from community.ideas.models import IdeaRules, Vote
from community.posts.permissions import may_speak
from community.threads.locking import locked
from community.threads.models import Thread
from community.threads.planning import FINISHED
from members.activity.log import record
from members.profiles.models import Member
from members.profiles.refusing import Refusal

if TYPE_CHECKING:
    from config.lib.audience import Viewer

VOTED_ON = ("idea", "question")


class NoVoteLeft(Exception):
    """All votes of the member stand with ideas that are still open."""

    def __init__(self, each: int) -> None:
        words = ngettext(
            "Your vote stands with another idea. Take it back there, or wait until that idea is finished.",
            "Your %(n)d votes stand with other ideas. Take one back, or wait until one of them is finished.",
            each,
        )
        super().__init__(words % {"n": each})


def may_vote(viewer: Viewer, thread: Thread) -> Refusal | None:
    """Vote for an idea, or say that a question is one's own too: whoever may speak in the thread."""
    if thread.kind not in VOTED_ON:
        return Refusal(_("Votes are for ideas and questions."))
    if thread.kind == "idea" and thread.status in FINISHED:
        return Refusal(_("This idea is finished and takes no more votes."))
    if thread.duplicate_of_id:
        return Refusal(_("This is part of another thread now. Vote there."))
    if thread.kind == "question" and viewer.is_authenticated and thread.author_id == viewer.pk:
        return Refusal(_("You asked this yourself."))
    return may_speak(viewer, thread)


def votes_each() -> int:
    """How many open votes a member may have."""
    rules = IdeaRules.objects.filter(pk=1).values_list("votes_each", flat=True).first()
    return rules if rules is not None else IdeaRules().votes_each


def open_votes(member: Member) -> QuerySet[Vote]:
    """The votes that count against a member's budget: for ideas that are neither finished nor gone nor elsewhere."""
    open_ideas = {"kind": "idea", "deleted_at": None, "archived_at": None, "duplicate_of": None}
    ideas = Thread.objects.filter(**open_ideas).exclude(status__in=FINISHED)
    return Vote.objects.filter(member=member, thread__in=ideas)


def votes_left(member: Member) -> int:
    """How many votes a member can still give."""
    return max(0, votes_each() - open_votes(member).count())


@transaction.atomic
def vote(thread: Thread, *, by: Member, wanted: bool) -> None:
    """Vote, or (not `wanted`) take the vote back; does nothing when it is so already. Raises NoVoteLeft.

    A member's votes are given one after the other, whatever is sent at once, and each is counted before the next.
    """
    Member.objects.one_at_a_time(by)
    current = locked([thread.pk])[thread.pk]
    mine = Vote.objects.filter(thread=current, member=by)
    if mine.exists() != wanted:
        if not wanted:
            mine.delete()
            recount(current)
            record("vote.withdrawn", actor=by, subject=current)
        elif current.kind in VOTED_ON:  # it may have become another kind a moment ago
            each = votes_each()
            if current.kind == "idea" and open_votes(by).count() >= each:
                raise NoVoteLeft(each)
            Vote.objects.create(thread=current, member=by)
            recount(current)
            record("vote.given", actor=by, subject=current)
    thread.votes_count = current.votes_count
