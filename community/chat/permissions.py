"""Who may do what in chat. Views and templates ask the same; a refusal says why in one sentence."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from community.following.models import Silence
from community.posts.permissions import bring_back
from community.spaces.permissions import leads, may_open_rooms, may_reply_in, not_admitted
from members.profiles.models import Member
from members.profiles.refusing import Refusal, barred

if TYPE_CHECKING:
    from community.chat.models import ChatLine, ChatRoom, ChatStretch
    from community.spaces.models import Space
    from config.lib.audience import Viewer

EDIT_WINDOW = timedelta(minutes=15)
UNDO_WINDOW = timedelta(hours=1)


def may_open(viewer: Viewer, space: Space) -> Refusal | None:
    """Open a room in a space that the viewer sees."""
    refusal = barred(viewer) or _archived(space)
    if refusal is not None or may_open_rooms(viewer, space):
        return refusal
    return not_admitted(space.who_opens_rooms, _("Only hosts and the team open chat rooms in this space."))


def may_write(viewer: Viewer, room: ChatRoom) -> Refusal | None:
    """Write in a room that the viewer sees; no query beyond the spaces one hosts, if it was read for opening."""
    refusal = barred(viewer) or _archived(room.space)
    if refusal is not None:
        return refusal
    if room.rested_at is not None:
        return Refusal(_("This room is at rest. Wake it to write in it."))
    if not may_reply_in(viewer, room.space):
        return not_admitted(room.space.who_replies, _("Only hosts and the team write in this space."))
    if isinstance(viewer, Member) and not viewer.is_moderator and _author_blocks(viewer, room):
        return Refusal(_("Who opened this room has blocked you, so you cannot write here."))
    return None


def may_lead(viewer: Viewer, room: ChatRoom) -> Refusal | None:
    """Change what a room is about, put it to rest: whoever looks after the space."""
    return _unless_leading(viewer, room, _("Only the hosts of this space and the team change its chat rooms."))


def may_wake(viewer: Viewer, room: ChatRoom) -> Refusal | None:
    """Let a room that rests take lines again: whoever may open one."""
    return may_lead(viewer, room) and may_open(viewer, room.space)


def may_turn(viewer: Viewer, room: ChatRoom) -> Refusal | None:
    """Make a thread of other people's words: whoever looks after the space, and answers for what stands in it.

    What was said lightly becomes lasting and can be found by a search, under the names of those who said it. So it is
    not each member's choice; the authors are told, and their posts are theirs to edit and delete like any other.
    """
    return _unless_leading(viewer, room, _("Only the hosts of this space and the team make threads of chat."))


def may_take_back(viewer: Viewer, stretch: ChatStretch) -> Refusal | None:
    """Undo a thread that was made of chat: for an hour, while nobody has replied there."""
    refusal = may_turn(viewer, stretch.room)
    if refusal is not None:
        return refusal
    if timezone.now() - stretch.made_at > UNDO_WINDOW:
        return Refusal(_("This could be undone for one hour. The thread can still be deleted."))
    if stretch.thread is None or stretch.thread.posts_count != stretch.posts_count or stretch.thread.deleted_at:
        return Refusal(_("Somebody has replied in the thread, so it stays."))
    if stretch.thread.moved_out:
        return Refusal(_("Posts of the thread stand in another one now, so it stays."))
    return None


def may_edit(viewer: Viewer, line: ChatLine) -> Refusal | None:
    """Say it in other words: its author, for fifteen minutes, and for as long as the team asks for it."""
    refusal = barred(viewer) or _untouchable(line)
    if refusal is not None:
        return refusal
    if line.author_id != viewer.pk:
        return Refusal(_("Only who wrote a line can edit it."))
    if line.edit_asked_at is None and timezone.now() - line.created_at > EDIT_WINDOW:
        return Refusal(_("A line can be edited for 15 minutes. Write another one with what changed."))
    return may_write(viewer, line.room)


def may_delete(viewer: Viewer, line: ChatLine) -> Refusal | None:
    """Delete a line: its author; others decide about it in a case."""
    refusal = barred(viewer)
    if refusal is not None:
        return refusal
    if line.deleted_at or line.tells_of_id:
        return Refusal(_("This was deleted already.") if line.deleted_at else _("This line cannot be deleted."))
    return None if line.author_id == viewer.pk else Refusal(_("Only who wrote a line can delete it."))


def may_restore(viewer: Viewer, line: ChatLine) -> Refusal | None:
    """Bring a line back within 30 days: its author, who deleted it."""
    removed = _("The team removed this line; only the team can restore it.")
    return bring_back(viewer, line, author_id=line.author_id, space=line.room.space, removed=removed)


def words_gone(viewer: Viewer, line: ChatLine) -> bool:
    """Whether this reader may no longer see the words: deleted or hidden, and neither its author nor a moderator."""
    if not (line.deleted_at or line.hidden_at):
        return False
    return not (
        viewer.is_authenticated and (viewer.is_moderator or (line.author_id == viewer.pk and not line.removed_at))
    )


def _unless_leading(viewer: Viewer, room: ChatRoom, sentence: str) -> Refusal | None:
    refusal = barred(viewer) or _archived(room.space)
    return refusal if refusal is not None or leads(viewer, room.space) else Refusal(sentence)


def _archived(space: Space) -> Refusal | None:
    return Refusal(_("This space is archived and can only be read.")) if space.archived_at else None


def _untouchable(line: ChatLine) -> Refusal | None:
    if line.deleted_at:
        return Refusal(_("This was deleted. Restore it first."))
    if line.removed_at:
        return Refusal(_("The team has removed this line, so it cannot be changed."))
    if line.hidden_at and line.edit_asked_at is None:
        return Refusal(_("The team has hidden this line, so it cannot be changed."))
    return Refusal(_("This line cannot be edited.")) if line.tells_of_id else None


def _author_blocks(viewer: Member, room: ChatRoom) -> bool:
    known: bool | None = getattr(room, "author_blocks_me", None)  # the page of a room asks with the room itself
    if known is not None:
        return known
    return bool(room.author_id) and Silence.objects.filter(member=room.author_id, other=viewer, blocked=True).exists()
