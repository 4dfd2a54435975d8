"""I take this: a question is one member's for four hours, so that two do not write the same answer."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.posts.permissions import may_reply
from community.questions.models import Turn
from community.threads.models import Thread
from members.activity.log import record
from members.profiles.refusing import Refusal, clock

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.profiles.models import Member

FOR = timedelta(hours=4)


class TakenAlready(Exception):
    """Somebody else was quicker; the message says who, and until when."""

    def __init__(self, turn: Turn) -> None:
        words = _("%(name)s has taken this question until %(time)s.")
        super().__init__(words % {"name": turn.member.name, "time": clock(turn.until)})


def may_take(viewer: Viewer, thread: Thread) -> Refusal | None:
    """Take a question: whoever may reply to it, unless they asked it, while it waits."""
    if thread.kind != "question" or thread.answer_id or thread.duplicate_of_id:
        return Refusal(_("This does not wait for an answer."))
    if viewer.is_authenticated and thread.author_id == viewer.pk:
        return Refusal(_("You asked this yourself."))
    return may_reply(viewer, thread)


@transaction.atomic
def take(thread: Thread, *, by: Member) -> Turn:
    """Have the question for four hours from now; one's own turn begins anew. Raises TakenAlready."""
    Thread.objects.select_for_update(of=("self",), no_key=True).get(pk=thread.pk)
    now = timezone.now()
    turn = Turn.objects.filter(thread=thread).select_related("member").first()
    if turn is not None and turn.until > now and turn.member_id != by.pk:
        raise TakenAlready(turn)
    turn, _made = Turn.objects.update_or_create(thread=thread, defaults={"member": by, "at": now, "until": now + FOR})
    record("question.taken", actor=by, subject=thread)
    return turn


@transaction.atomic
def give_back(thread: Thread, *, by: Member) -> None:
    """Let others have it; nothing happens when it is not one's own."""
    if Turn.objects.filter(thread=thread, member=by).delete()[0]:
        record("question.given_back", actor=by, subject=thread)
