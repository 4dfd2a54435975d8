"""Who is told of messages; the front hall's notices load them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from members.activity.models import Activity
from members.activity.subscribing import subscribe
from members.messages.announcing import Messages, Requests
from members.messages.models import Message, TalkSeat
from members.messages.reading import notice_number, unread_talks
from members.notifications.counting import count_beside
from members.notifications.notices import Notice, register
from members.notifications.telling import take_back, tell

if TYPE_CHECKING:
    from members.notifications.notices import Happening


class Written(Notice):
    """Somebody I know wrote to me; what comes from one talk is one row."""

    key = "message"
    setting = "message"
    label = _("Private messages")
    words = ngettext_lazy("%(who)s wrote to you", "%(who)s wrote to you", "people")
    why = _("You are in this talk, and have not muted it.")
    icon = "mail"
    by_mail = True
    verbs = ("message.written",)
    surface = Messages()

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Everybody in the talk."""
        return TalkSeat.objects.taken().filter(talk=happening.thing.talk_id).values_list("member_id", flat=True)

    def bundle(self, happening: Happening) -> str:
        """What is written in one talk is one row."""
        return f"talk:{happening.thing.talk_id}"


class Asked(Notice):
    """Strangers want to write to me: one row for all of them, and nothing else."""

    key = "message_request"
    setting = "message"
    label = Written.label
    words = ngettext_lazy("%(who)s wants to write to you", "%(who)s want to write to you", "people")
    why = _("You have not written with them before. They are not told whether you saw it.")
    icon = "mail"
    verbs = ("seat.asked",)
    surface = Requests()

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Whoever was asked."""
        return [happening.thing.member_id]

    def bundle(self, happening: Happening) -> str:
        """All requests are one row."""
        return "requests"


for kind in (Written, Asked):
    register(kind())
count_beside("messages", "mail", unread_talks)


@subscribe("message.written", "seat.asked", name="members.message_notices")
def tell_who_is_written_to(activity: Activity) -> None:
    """Tells members of messages to them, and of strangers who ask to write."""
    tell(activity)


@subscribe("message.deleted", "message.hidden", name="members.message_notices_taken_back")
def forget_messages_that_are_gone(activity: Activity) -> None:
    """Takes messages that are gone out of notifications nobody has seen yet."""
    message = Message.objects.filter(pk=activity.subject_id or 0).first()
    if message is not None and (message.deleted_at or message.hidden_at):
        take_back(notice_number(message.talk_id), message.pk, [Written.key])
