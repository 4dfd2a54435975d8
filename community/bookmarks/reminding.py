"""What the clock does with reminders: each is told once, or falls silent because it is not needed any more."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from community.bookmarks.models import Reminder
from community.posts.models import Post
from members.activity.log import record


def remind_all() -> int:
    """Finish every reminder that is due, each in its own transaction; returns how many. Also after an outage."""
    done = 0
    while _remind_next():
        done += 1
    return done


@transaction.atomic
def _remind_next() -> bool:
    due = Reminder.objects.due().with_answered().select_related("bookmark__member")
    reminder = due.select_for_update(of=("self",), skip_locked=True).first()
    if reminder is None:
        return False
    reminder.done_at = timezone.now()
    reminder.told = _is_needed(reminder)
    reminder.save(update_fields=["done_at", "told"])
    if reminder.told:
        record("reminder.came", subject=reminder)
    else:
        record("reminder.fell_silent", subject=reminder)
    return True


def _is_needed(reminder: Reminder) -> bool:
    """Whether what is kept can still be read, and still waits if that was the condition."""
    if reminder.if_unanswered and vars(reminder)["answered"]:
        return False
    bookmark = reminder.bookmark
    return bool(Post.objects.readable_by(bookmark.member).filter(pk=bookmark.post_id or 0).exists())
