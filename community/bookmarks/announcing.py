"""Reminders as notices speak of them: for their owner alone, with the note, and only while the post can be read."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.html import format_html
from django.utils.text import Truncator

from community.bookmarks.models import Reminder
from community.posts.announcing import EXTRACT, NOBODY
from community.posts.models import Post
from community.surfaces import InSpaces, gathering_number
from community.threads.rows import post_url
from config.lib.mail_html import for_mail
from members.notifications.notices import Happening, Shown, Told

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.activity.models import Activity
    from members.notifications.models import MailItem, Notification


class Reminders(InSpaces):
    """Reminders that have come. The subject of every notice is a reminder."""

    verbs = ("reminder.came",)

    def happening(self, activity: Activity) -> Happening | None:
        """The reminder; None if the bookmark was removed in the meantime, or its post is gone."""
        reminders = Reminder.objects.filter(bookmark__removed_at=None)
        reminder = reminders.select_related("bookmark__post__thread").filter(pk=activity.subject_id or 0).first()
        post = reminder.bookmark.post if reminder is not None else None
        if reminder is None or post is None:
            return None
        return Happening(
            NOBODY, reminder.pk, activity.at, gathering_number("reminder", reminder.pk), post.thread.space_id, reminder
        )

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Whoever set it: what they may read was asked when its time came, and is asked again when it is shown."""
        return set(members)

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """Each row opens at the post that was kept, and says what was noted down."""
        found = self._found(viewer, {subject for row in rows for subject in row.subjects})
        return {row.pk: _look(*found[row.subjects[0]]) for row in rows if row.subjects[0] in found}

    def _found(self, viewer: Viewer, ids: Collection[int]) -> dict[int, tuple[str, Post]]:
        """The note and the post of the viewer's own reminders, as far as the post can still be read."""
        if not ids:
            return {}
        reminders = Reminder.objects.filter(pk__in=ids, bookmark__member=viewer.pk, bookmark__removed_at=None)
        kept = {pk: (note, post) for pk, note, post in reminders.values_list("pk", "bookmark__note", "bookmark__post")}
        posts = Post.objects.readable_by(viewer).filter(pk__in=[post for _note, post in kept.values()])
        known = posts.filter(thread__deleted_at=None, thread__held_at=None).select_related("thread__space").in_bulk()
        return {pk: (note, known[post]) for pk, (note, post) in kept.items() if post in known}

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """The note and the whole post, with addresses that lead here from a mail program."""
        here = settings.PUBLIC_URL
        return {
            pk: Told(
                subject_id=pk,
                url=here + post_url(post.thread, post.number),
                html=(format_html("<p><b>{}</b></p>", note) if note else "") + for_mail(post.html, here),
                text="\n\n".join(filter(None, [note, post.text])),
                thread_title=post.thread.title,
                thread_url=here + post.thread.get_absolute_url(),
                place_name=post.thread.space.name,
            )
            for pk, (note, post) in self._found(viewer, {item.subject_id for item in items}).items()
        }


def _look(note: str, post: Post) -> Shown:
    thread = post.thread
    return Shown(
        url=post_url(thread, post.number),
        extract=Truncator(" ".join((note or post.text).split())).chars(EXTRACT),
        thread_title=thread.title,
        thread_url=thread.get_absolute_url(),
        place_name=thread.space.name,
        place_hue=thread.space.hue,
    )
