"""Who is told of what in chat, the most personal reason first; the front hall's notices load them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from community.chat.announcing import Lines
from community.chat.hearing import followers_of_room
from community.chat.models import ChatLine
from community.chat.reading import notice_number
from members.activity.models import Activity
from members.activity.subscribing import subscribe
from members.notifications.notices import Notice, register
from members.notifications.telling import take_back, tell

if TYPE_CHECKING:
    from members.notifications.notices import Happening

LINES = Lines()
SAID = ("line.written", "item.approved")


class AboutLine(Notice):
    """A notice about one line; each room's gather in one row."""

    surface = LINES
    setting = "chat"
    label = _("Chat rooms I follow, and what becomes of my lines")

    def bundle(self, happening: Happening) -> str:
        """What happens in one room is one row."""
        return f"room:{happening.thing.room_id}"


class MentionedInChat(AboutLine):
    """Somebody wrote @me in a room, also when the name was added later."""

    key = "chat_mention"
    setting = "mention"
    label = _("Somebody mentions me")
    words = ngettext_lazy("%(who)s mentioned you in chat", "%(who)s mentioned you in chat", "people")
    why = _("You are mentioned by name.")
    icon = "at-sign"
    by_mail = True
    verbs = (*SAID, "line.edited")

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Everybody the line names."""
        return list(happening.thing.mentioned)


class Turned(AboutLine):
    """Lines of mine became a thread."""

    key = "chat_turned"
    words = ngettext_lazy(
        "%(who)s made a thread of what you wrote in chat", "%(who)s made a thread of what you wrote in chat", "people"
    )
    why = _("You wrote some of these lines. Your posts are yours to edit and delete.")
    icon = "message-square"
    verbs = ("stretch.turned",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Whoever wrote one of the lines."""
        lines = ChatLine.objects.filter(stretch=happening.thing.tells_of_id).exclude(author=None)
        return set(lines.values_list("author_id", flat=True))


class WrittenInChat(AboutLine):
    """A line in a room of which I want to hear everything."""

    key = "chat_line"
    words = ngettext_lazy("%(who)s wrote in chat", "%(who)s wrote in chat", "people")
    why = _("You chose to hear everything from this chat room.")
    icon = "message-circle"
    personal = False
    verbs = SAID

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Who wants to hear of every line here."""
        return followers_of_room(happening.thing.room)


KINDS: list[type[AboutLine]] = [MentionedInChat, Turned, WrittenInChat]
for kind in KINDS:
    register(kind())


@subscribe("line.written", "line.edited", "stretch.turned", name="community.chat_notices")
def tell_who_is_concerned(activity: Activity) -> None:
    """Tells members of lines that concern them, in the inbox and by mail."""
    tell(activity)


@subscribe("line.deleted", "item.hidden", "item.held", name="community.chat_notices_taken_back")
def forget_lines_that_are_gone(activity: Activity) -> None:
    """Takes lines that are gone out of notifications nobody has seen yet."""
    if activity.subject_type != "community.chatline":
        return
    line = ChatLine.objects.filter(pk=activity.subject_id or 0).select_related("room").first()
    if line is not None and (line.deleted_at or line.hidden_at or line.held_at):
        take_back(notice_number(line.room), line.pk, [kind.key for kind in KINDS])
