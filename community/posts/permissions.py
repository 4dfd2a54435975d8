"""Who may do what with a post, and reply in a thread. Views and templates ask the same; a refusal says why."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from community.following.models import Silence
from community.spaces.permissions import leads, may_reply_in, not_admitted
from members.profiles.models import Member
from members.profiles.refusing import Refusal, barred, clock
from moderation.review.mending import is_watched

if TYPE_CHECKING:
    from community.posts.models import Post
    from community.restoring import Restorable
    from community.spaces.models import Space
    from community.threads.models import Thread
    from config.lib.audience import Viewer

YOUNG = timedelta(days=7)
WIKI_AGE = timedelta(days=30)
EDIT_WINDOW_YOUNG, EDIT_WINDOW = timedelta(hours=24), timedelta(days=60)
UNDO_WINDOW = timedelta(seconds=60)


def may_reply(viewer: Viewer, thread: Thread) -> Refusal | None:
    """Reply in a thread that the viewer sees. At most three queries; one for moderators."""
    refusal = may_speak(viewer, thread)
    if refusal is not None or not isinstance(viewer, Member) or viewer.is_moderator or leads(viewer, thread.space):
        return refusal
    return _slow(viewer, thread)


def may_speak(viewer: Viewer, thread: Thread) -> Refusal | None:
    """Take part in a thread that the viewer sees, however slow it is: reply some time, vote."""
    refusal = barred(viewer) or _still(viewer, thread)
    if refusal is not None or not isinstance(viewer, Member) or viewer.is_moderator:
        return refusal
    if thread.held_at:
        return Refusal(_("A moderator will look at this thread first. Then you can reply."))
    if not may_reply_in(viewer, thread.space):
        return not_admitted(thread.space.who_replies, _("Only hosts and the team reply in this space."))
    if first_is_gone(thread):
        return Refusal(_("The first post was removed. Only the team can reply here now."))
    if _author_blocks(viewer, thread) and not leads(viewer, thread.space):
        return Refusal(_("Who opened this thread has blocked you, so you cannot reply here."))
    return None


def _still(viewer: Viewer, thread: Thread) -> Refusal | None:
    """Whether the thread takes no replies from anybody but the team."""
    team = viewer.is_authenticated and viewer.is_moderator
    if thread.deleted_at:
        return Refusal(_("This thread was deleted. Restore it to reply."))
    if thread.space.archived_at:
        return Refusal(_("This space is archived and can only be read."))
    if thread.archived_at and not team:
        return Refusal(_("This thread is archived and can only be read."))
    if thread.closed_at and not team:
        return Refusal(_("This thread is closed and takes no more replies."))
    if thread.duplicate_of_id and not team:
        return Refusal(_("This goes on in another thread. You can reply there."))
    return None


def _author_blocks(viewer: Member, thread: Thread) -> bool:
    known: bool | None = getattr(thread, "author_blocks_me", None)  # the page of a thread asks with the thread itself
    if known is not None:
        return known
    return (
        bool(thread.author_id) and Silence.objects.filter(member=thread.author_id, other=viewer, blocked=True).exists()
    )


def first_is_gone(thread: Thread) -> bool:
    """Whether the first post was deleted or hidden; no query for a thread read with `for_opening`."""
    from community.posts.models import Post

    known: bool | None = getattr(thread, "first_is_gone", None)
    if known is not None:
        return known
    first = Post.objects.filter(thread=thread, number=1).values("deleted_at", "hidden_at").first()
    return first is None or bool(first["deleted_at"] or first["hidden_at"])


def _slow(viewer: Member, thread: Thread) -> Refusal | None:
    if not thread.slow_seconds:
        return None
    mine = thread.posts.filter(author=viewer, number__gt=1).order_by("-number").values_list("created_at", flat=True)
    last = mine.first()
    until = last + timedelta(seconds=thread.slow_seconds) if last else None
    if until is None or until <= timezone.now():
        return None
    return Refusal(_("This thread is in slow mode. You can reply again at %(time)s.") % {"time": clock(until)}, until)


def may_start(viewer: Viewer, space: Space) -> Refusal | None:
    """Start a thread in a space that the viewer sees."""
    from community.spaces.permissions import may_start as allowed

    refusal = barred(viewer)
    if refusal is not None:
        return refusal
    if space.archived_at:
        return Refusal(_("This space is archived and can only be read."))
    if allowed(viewer, space):
        return None
    return not_admitted(space.who_starts, _("Only hosts and the team start threads in this space."))


def may_edit(viewer: Viewer, post: Post) -> Refusal | None:
    """Edit a post that the viewer sees. Costs no query for a page of posts beyond the viewer's hosted spaces."""
    refusal = barred(viewer) or _untouchable(viewer, post)
    if refusal is not None or not isinstance(viewer, Member):
        return refusal
    if post.author_id == viewer.pk:
        return _own_window(viewer, post)
    if _edits_others(viewer, post) or (post.wiki_at and timezone.now() - viewer.joined_at >= WIKI_AGE):
        return None
    if post.wiki_at:
        return Refusal(_("Members can edit this together once they have been here for 30 days."))
    return Refusal(_("Only its author and the team can edit this post."))


def _untouchable(viewer: Viewer, post: Post) -> Refusal | None:
    is_own = viewer.is_authenticated and post.author_id == viewer.pk
    team = viewer.is_authenticated and viewer.is_moderator
    if post.deleted_at or post.thread.deleted_at:
        return Refusal(_("This was deleted. Restore it first."))
    if post.removed_at:
        return Refusal(_("The team has removed this post, so it cannot be changed."))
    asked = is_own and post.edit_asked_at is not None
    if post.hidden_at and not asked and (is_own or not team):
        return Refusal(_("The team has hidden this post, so it cannot be changed."))
    if post.thread.archived_at and not team and not asked:
        return Refusal(_("This thread is archived and can only be read."))
    return None


def _own_window(viewer: Member, post: Post) -> Refusal | None:
    """An edit that the team asked for has no end; but whoever is silenced writes nothing, this neither."""
    return None if post.wiki_at or post.edit_asked_at else in_window(viewer, post.created_at)


def in_window(viewer: Member, written_at: datetime) -> Refusal | None:
    """Change what one wrote then: for 24 hours in the first week, for 60 days afterwards; the owner at any time."""
    young = timezone.now() - viewer.joined_at < YOUNG
    if viewer.is_owner or timezone.now() - written_at < (EDIT_WINDOW_YOUNG if young else EDIT_WINDOW):
        return None
    if young:
        return Refusal(_("In your first week a post can be edited for 24 hours. Write a reply with what changed."))
    return Refusal(_("A post can be edited for 60 days. Write a reply with what changed."))


def _edits_others(viewer: Member, post: Post) -> bool:
    """Moderators where they can see; hosts in private spaces, which moderators do not browse."""
    space = post.thread.space
    return viewer.is_moderator or (space.visibility == "private" and space.is_hosted_by(viewer))


def may_set_wiki(viewer: Viewer, post: Post) -> Refusal | None:
    """Let all experienced members edit a post together, or end that: whoever looks after the space."""
    refusal = barred(viewer) or _untouchable(viewer, post)
    if refusal is not None:
        return refusal
    return (
        None if leads(viewer, post.thread.space) else Refusal(_("Hosts and the team decide what is edited together."))
    )


def may_delete(viewer: Viewer, post: Post) -> Refusal | None:
    """Delete a post: its author. A first post goes with its thread; others decide about it in a case."""
    refusal = barred(viewer)
    if refusal is not None:
        return refusal
    if post.deleted_at or post.thread.deleted_at:
        return Refusal(_("This was deleted already."))
    if post.author_id != viewer.pk:
        return Refusal(_("Only its author can delete this post."))
    if post.number == 1:
        return Refusal(
            _("The first post belongs to the thread. A thread can be deleted while nobody else has replied.")
        )
    return None


def may_restore(viewer: Viewer, post: Post) -> Refusal | None:
    """Bring a post back within 30 days: its author, who deleted it."""
    removed = _("The team removed this post; only the team can restore it.")
    return bring_back(viewer, post, author_id=post.author_id, space=post.thread.space, removed=removed)


def bring_back(
    viewer: Viewer, item: Restorable, *, author_id: int | None, space: Space, removed: str
) -> Refusal | None:
    """The rule for whatever is deleted softly in a space; `removed` is what its author reads when others did it.

    Only authors delete. What was deleted for them, before decisions did that, whoever looks after the space restores.
    """
    refusal = barred(viewer)
    if refusal is not None:
        return refusal
    if not item.can_come_back:
        return Refusal(_("This can no longer be restored.") if item.deleted_at else _("This is not deleted."))
    withdrawn = item.deleted_by_id == author_id
    if author_id == viewer.pk:
        return None if withdrawn else Refusal(removed)
    if not withdrawn and leads(viewer, space):
        return None
    return Refusal(_("Only who deleted this can restore it."))


def may_see_history(viewer: Viewer, post: Post) -> bool:
    """See earlier versions: everyone who sees the post, but of deleted and hidden ones only its author and the team."""
    if not (post.deleted_at or post.hidden_at or post.held_at):
        return True
    if not isinstance(viewer, Member):
        return False
    return viewer.is_moderator or (post.author_id == viewer.pk and not post.hidden_at)


def may_restore_version(viewer: Viewer, post: Post) -> Refusal | None:
    """Take an earlier version again: whoever may edit the post."""
    return may_edit(viewer, post)


def sees_hidden_versions(viewer: Viewer, post: Post) -> bool:
    """Read what a hidden version said: moderators; of their own posts others of them, or owners."""
    if barred(viewer) is not None or not isinstance(viewer, Member):
        return False
    return viewer.is_owner or (viewer.is_moderator and post.author_id != viewer.pk)


def may_undo(viewer: Viewer, post: Post) -> Refusal | None:
    """Take back what was just posted: one's own, for a minute, while nobody has replied."""
    refusal = barred(viewer)
    if refusal is not None:
        return refusal
    if post.author_id != viewer.pk:
        return Refusal(_("Only its author can take this back."))
    # What the team looked at stays for the team to see.
    if post.deleted_at or post.hidden_at or post.thread.deleted_at:
        return Refusal(_("This was deleted already."))
    if post.held_at or is_watched("post", post.pk):
        return Refusal(_("A moderator looks at this, so it stays. You can still edit or delete it."))
    if timezone.now() - post.created_at > UNDO_WINDOW:
        return Refusal(_("Posting can be undone for one minute. You can still edit or delete it."))
    if post.number < post.thread.posts_count:
        return Refusal(_("Somebody has replied, so it stays. You can still edit or delete it."))
    return None
