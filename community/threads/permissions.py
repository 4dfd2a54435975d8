"""Who may do what with a thread. Views and templates ask the same functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from community.posts.permissions import first_is_gone, in_window
from community.spaces.permissions import leads, may_take_part
from members.profiles.models import Member
from members.profiles.refusing import Refusal, barred

if TYPE_CHECKING:
    from community.posts.models import Post
    from community.threads.models import Thread
    from config.lib.audience import Viewer


def may_lead(viewer: Viewer, thread: Thread) -> bool:
    """Close, archive, pin, slow down, tag: whoever looks after the space."""
    return leads(viewer, thread.space)


def may_pin_everywhere(viewer: Viewer, thread: Thread) -> bool:
    """Pinning to the top of everything is the community managers' choice."""
    return may_take_part(viewer) and viewer.is_authenticated and viewer.is_manager


def may_accept(viewer: Viewer, thread: Thread) -> bool:
    """Choose the accepted answer: who asked, and whoever looks after the space."""
    if thread.kind != "question" or thread.deleted_at or thread.duplicate_of_id or not may_take_part(viewer):
        return False
    return thread.author_id == viewer.pk or leads(viewer, thread.space)


def may_accept_post(viewer: Viewer, thread: Thread, post: Post) -> bool:
    """Choose this reply: a readable one that is not the question itself."""
    return post.number > 1 and not (post.deleted_at or post.hidden_at or post.held_at) and may_accept(viewer, thread)


def may_delete(viewer: Viewer, thread: Thread) -> bool:
    """Delete a whole thread: its author while nobody else has written in it; others decide about it in a case."""
    if thread.deleted_at or not may_take_part(viewer):
        return False
    return thread.author_id == viewer.pk and thread.people_count <= 1


def may_restore(viewer: Viewer, thread: Thread) -> bool:
    """Bring a thread back within 30 days: its author, who deleted it.

    What others deleted, before decisions did that, whoever looks after the space brings back.
    """
    if not thread.can_come_back or not may_take_part(viewer):
        return False
    if thread.deleted_by_id == thread.author_id:
        return thread.author_id == viewer.pk
    return leads(viewer, thread.space)


def may_sort(viewer: Viewer, thread: Thread) -> Refusal | None:
    """Say what a thread is and which tags it carries: who opened it while its words can be edited, hosts, the team."""
    refusal = barred(viewer)
    if refusal is not None or not isinstance(viewer, Member):
        return refusal
    if thread.deleted_at:
        return Refusal(_("This was deleted. Restore it first."))
    if thread.space.archived_at:
        return Refusal(_("This space is archived and can only be read."))
    if leads(viewer, thread.space):
        return None
    if thread.author_id != viewer.pk:
        return Refusal(_("Only who opened this thread, the hosts of its space and the team can change this."))
    if thread.archived_at:
        return Refusal(_("This thread is archived and can only be read."))
    if first_is_gone(thread):
        return Refusal(_("The first post was removed, so only the team can change this."))
    return in_window(viewer, thread.created_at)
