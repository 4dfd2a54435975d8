"""A thread becomes another kind. What people gave to the one kind and the other cannot hold stands in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.composing.forms import kinds_in
from community.ideas.models import Vote
from community.questions.models import Suggestion, Turn
from community.spaces.alone import NotPossible
from community.spaces.models import Kind, Made
from community.threads.carrying import locked_threads
from community.threads.models import Thread
from community.threads.planning import Status
from members.activity.log import record

if TYPE_CHECKING:
    from members.profiles.models import Member


@transaction.atomic
def become(thread: Thread, kind: str, *, by: Member) -> None:
    """Be another kind from now on; replies, followers, tags and polls stay.

    Raises NotPossible for a kind that the space does not take from this member, and with the first thing in the way.
    """
    current = locked_threads(thread)[thread.pk]
    if current.kind == kind:
        return
    if kind not in kinds_in(by, current.space):
        raise NotPossible(_("This space does not take threads of this kind."))
    if sentences := in_the_way(current, by=by):
        raise NotPossible(sentences[0])
    before = current.kind
    Suggestion.objects.filter(thread=current, settled_at=None).update(settled_at=timezone.now())
    Turn.objects.filter(thread=current).delete()
    current.kind = thread.kind = kind
    current.save(update_fields=["kind"])
    record("thread.kind_changed", actor=by, subject=current, before=before, kind=kind)


def in_the_way(thread: Thread, *, by: Member) -> list[str]:
    """What would be lost if it were another kind, a sentence each; at most four queries."""
    if thread.kind in Made.values:
        return [_("A program opened this thread, so it stays what it is.")]
    sentences = []
    if thread.answer_id:
        sentences.append(_("It has an accepted answer, and only a question can have one. Take that back first."))
    if thread.duplicate_of_id:
        sentences.append(_("It points at another thread. Say first that it is not the same after all."))
    elif Thread.objects.filter(duplicate_of=thread).exists():
        sentences.append(_("Other threads point here as the place where they go on."))
    if thread.status != Status.OPEN:
        words = _("Its status is “%(status)s”. Set it back to open first, and say why.")
        sentences.append(words % {"status": thread.get_status_display()})
    if thread.responsible_id:
        sentences.append(_("A member is responsible for it. Take that back first."))
    turn = Turn.objects.running().filter(thread=thread).exclude(member=by).select_related("member").first()
    if turn is not None:
        sentences.append(_("%(name)s has taken this question and is at work on it.") % {"name": turn.member.name})
    return [*sentences, *_votes_in_the_way(thread)]


def _votes_in_the_way(thread: Thread) -> list[str]:
    count = Vote.objects.filter(thread=thread).count()
    if not count:
        return []
    if thread.kind == Kind.IDEA:
        words = ngettext(
            "%(n)d vote was given for this idea and would be lost.",
            "%(n)d votes were given for this idea and would be lost.",
            count,
        )
    else:
        words = ngettext(
            "%(n)d person said that this is their question too, and that would be lost.",
            "%(n)d people said that this is their question too, and that would be lost.",
            count,
        )
    return [words % {"n": count}]
