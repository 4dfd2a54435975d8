"""Who may say that something was asked, or wished for, before. A refusal says why in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from community.posts.permissions import may_speak
from community.spaces.permissions import leads
from members.profiles.refusing import Refusal, barred

if TYPE_CHECKING:
    from community.threads.models import Thread
    from config.lib.audience import Viewer


def may_settle(viewer: Viewer, thread: Thread) -> Refusal | None:
    """Answer for a question or an idea: whoever looks after the space; of a question also who asked."""
    refusal = barred(viewer)
    if refusal is not None:
        return refusal
    asked = thread.kind == "question" and thread.author_id == viewer.pk
    return (
        None if asked or leads(viewer, thread.space) else Refusal(_("Only who asked, the hosts and the team decide."))
    )


def may_mark(viewer: Viewer, thread: Thread) -> Refusal | None:
    """Let it point at another thread, or take that back."""
    if thread.kind not in ("question", "idea"):
        return Refusal(_("Only questions and ideas are joined like this."))
    if thread.deleted_at or thread.space.archived_at:
        return Refusal(_("This can only be read."))
    return may_settle(viewer, thread)


def may_suggest(viewer: Viewer, thread: Thread) -> Refusal | None:
    """Ask who opened a question whether it was asked before: whoever may speak there."""
    if thread.kind != "question" or thread.answer_id or thread.author_id is None:
        return Refusal(_("This is only done with questions that wait for an answer."))
    return may_speak(viewer, thread)
