"""What a thread's page says about its question or idea, beside the posts. What is not there costs no query."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from community.ideas.steering import may_steer
from community.ideas.voting import VOTED_ON, may_vote
from community.questions.checking import may_judge
from community.questions.models import AnswerCheck, Suggestion, Turn
from community.questions.permissions import may_mark, may_settle, may_suggest
from community.questions.taking import may_take
from community.spaces.permissions import leads
from community.threads.models import Thread

if TYPE_CHECKING:
    from community.posts.models import Post
    from config.lib.audience import Viewer


@dataclass(frozen=True)
class Act:
    """An entry of the menu beside the title: a page, or (posts) something that is done at once."""

    url: str
    label: str
    icon: str
    posts: bool = False


@dataclass
class Matter:
    """A question or an idea, for one reader."""

    thread: Any
    may_vote: bool = False
    voted: bool = False
    canonical: Thread | None = None
    may_unmark: bool = False
    suggestions: list[Suggestion] = field(default_factory=list)
    asks_check: bool = False
    turn: Turn | None = None
    is_mine: bool = False
    acts: list[Act] = field(default_factory=list)


def matter_of(viewer: Viewer, thread: Any, answer: Post | None) -> Matter | None:
    """What the page of this thread says; None where it is neither a question nor an idea. At most two queries."""
    if thread.kind not in VOTED_ON:
        return None
    matter = Matter(thread, may_vote=may_vote(viewer, thread) is None, voted=thread.voted)
    if thread.duplicate_of_id:
        matter.canonical = Thread.objects.visible_to(viewer).filter(pk=thread.duplicate_of_id).first()
        matter.may_unmark = may_mark(viewer, thread) is None
    elif thread.is_suggested and may_settle(viewer, thread) is None:
        open_ones = Suggestion.objects.filter(thread=thread, settled_at=None).select_related("canonical", "by")
        seen = Thread.objects.visible_to(viewer).values("pk")
        matter.suggestions = list(open_ones.filter(canonical__in=seen).order_by("pk"))
    if thread.is_taken and not thread.answer_id:
        matter.turn = Turn.objects.filter(thread=thread).select_related("member").first()
        matter.is_mine = matter.turn is not None and matter.turn.member_id == viewer.pk
    if answer is not None and viewer.is_authenticated:
        check = getattr(thread, "check", None)
        matter.asks_check = check is not None and not check.verdict and may_judge(viewer, thread, answer) is None
    matter.acts = _acts(viewer, matter, answer)
    return matter


def _acts(viewer: Viewer, matter: Matter, answer: Post | None) -> list[Act]:
    """What this reader may do with it; those who follow a tag find the check in its strip."""
    thread, acts = matter.thread, list[Act]()
    if not viewer.is_authenticated:
        return acts
    if matter.turn is None and may_take(viewer, thread) is None:
        acts.append(Act(reverse("question_take", args=[thread.pk]), _("I take this"), "hand-heart", posts=True))
    if not thread.duplicate_of_id and (may_mark(viewer, thread) is None or may_suggest(viewer, thread) is None):
        words = _("Asked before?") if thread.kind == "question" else _("The same as another idea")
        acts.append(Act(reverse("thread_duplicate", args=[thread.pk]), words, "copy"))
    knows = answer is not None and viewer.pk in (thread.author_id, answer.author_id)
    if answer is not None and (knows or leads(viewer, thread.space)) and may_judge(viewer, thread, answer) is None:
        acts.append(Act(reverse("answer_check", args=[thread.pk]), _("Does the answer still hold?"), "circle-help"))
    if may_steer(viewer, thread):
        acts.append(Act(reverse("idea_status", args=[thread.pk]), _("What becomes of it"), "target"))
    return acts


def attach_check(thread: Any, answer: Post | None) -> None:
    """Put the latest look at the accepted answer on the thread; a query only if there was one."""
    thread.check = None
    if answer is not None and getattr(thread, "is_checked", False):
        looks = AnswerCheck.objects.filter(post=answer).select_related("by")
        thread.check = looks.order_by("-pk").first()
