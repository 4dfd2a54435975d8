"""Lines as notices speak of them: what an activity means, who may know, how it looks in an inbox and in a mail."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.text import Truncator

from community.chat.hearing import admitted
from community.chat.models import ChatLine
from community.chat.reading import notice_number
from community.surfaces import InSpaces
from config.lib.mail_html import for_mail
from members.notifications.notices import Happening, Shown, Told

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.activity.models import Activity
    from members.notifications.models import MailItem, Notification

EXTRACT = 140


class Lines(InSpaces):
    """Chat rooms and their lines. The subject of every notice is a line."""

    verbs = ("line.written", "line.edited", "item.approved", "stretch.turned")

    def happening(self, activity: Activity) -> Happening | None:
        """The line and who did something to it; None if it is gone, hidden or held."""
        if activity.subject_type != "community.chatline":
            return None
        lines = ChatLine.objects.filter(deleted_at=None, hidden_at=None, held_at=None, pk=activity.subject_id or 0)
        line = lines.select_related("room__space", "tells_of").first()
        # Whoever approves a line only lets it through.
        actor_id = line.author_id if line and activity.verb == "item.approved" else activity.actor_id
        if line is None or actor_id is None:
            return None
        return Happening(actor_id, line.pk, activity.at, notice_number(line.room), line.room.space_id, line)

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Who may see the line and did not turn away from room or actor."""
        return admitted(happening.thing, happening.actor_id, members)

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """Each row opens at the first of its lines that can be read."""
        lines = self._lines(viewer, {subject for row in rows for subject in row.subjects})
        looks = {}
        for row in rows:
            line = next((lines[subject] for subject in row.subjects if subject in lines), None)
            if line is not None:
                looks[row.pk] = self._look(line)
        return looks

    def _lines(self, viewer: Viewer, ids: Collection[int]) -> dict[int, ChatLine]:
        if not ids:
            return {}
        lines = ChatLine.objects.readable_by(viewer).filter(pk__in=ids).for_reading(viewer)
        return {line.pk: line for line in lines.select_related("room__space", "author", "tells_of__thread")}

    def _look(self, line: ChatLine) -> Shown:
        room = line.room
        return Shown(
            url=line.get_absolute_url(),
            extract=Truncator(" ".join(_words(line).split())).chars(EXTRACT),
            thread_title=room.subject,
            thread_url=room.get_absolute_url(),
            place_name=room.space.name,
            place_hue=room.space.hue,
        )

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """The lines in full, with addresses that lead here from a mail program."""
        here = settings.PUBLIC_URL
        return {
            pk: Told(
                subject_id=pk,
                url=here + line.get_absolute_url(),
                html=for_mail(line.html, here),
                text=_words(line),
                thread_title=line.room.subject,
                thread_url=here + line.room.get_absolute_url(),
                place_name=line.room.space.name,
                is_private=line.room.space.visibility == "private",
            )
            for pk, line in self._lines(viewer, {item.subject_id for item in items}).items()
        }


def _words(line: ChatLine) -> str:
    """What a line says; one that tells what became of others says the thread's title, to those who see it."""
    if line.tells_of is None:
        return line.text
    return line.tells_of.thread.title if line.tells_of.thread and vars(line)["thread_seen"] else ""
