"""Moving a thread to another space. Its id is its address, so every address stays what it is."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from community.following.models import Follow
from community.posts.models import Post
from community.spaces.alone import NotPossible
from community.spaces.models import Space
from community.threads.carrying import is_read_by_others, locked_threads, write_for_new_readers
from community.threads.models import Thread
from community.threads.placing import blind_followers, check_space
from config.lib.live import access_changed
from members.activity.log import record
from members.notifications.moving import move_thread_notices
from members.profiles.models import Member


@transaction.atomic
def move(thread: Thread, *, to: Space, by: Member) -> None:
    """Stand in another space; followers who cannot see it there no longer follow.

    Raises NotPossible for a deleted thread, and for a space that is archived or takes no threads of this kind.
    """
    # Some may be written out anew for other readers.
    current = locked_threads(thread, with_posts=Post.objects.filter(thread=thread))[thread.pk]
    if current.space_id == to.pk:
        return
    if current.deleted_at:
        raise NotPossible(_("This thread is deleted. Restore it first."))
    check_space(to, current.kind, by=by)
    left = current.space
    current.space = thread.space = to
    if current.pinned_at and not current.pinned_everywhere:
        current.unpin(by=by)  # somebody chose it for the top of the other space
    current.save(update_fields=["space"])
    write_for_new_readers(current.posts.all(), left, to)
    Follow.objects.filter(thread=current, member__in=blind_followers(current, to)).delete()
    move_thread_notices(current.pk, place_id=to.pk)
    record("thread.moved", actor=by, subject=current, left=left.pk, space=to.pk)
    if is_read_by_others(left, to):
        access_changed(None)
