"""Messages as notices speak of them: what an activity means, who may know, how it looks in an inbox and in a mail."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from config.lib.mail_html import for_mail
from members.messages.models import Message, TalkSeat
from members.messages.reading import notice_number, people_in, talks_of
from members.messages.showing import extract_of, title_of
from members.notifications.notices import Happening, Shown, Surface, Told
from members.profiles.keeping_away import apart
from members.profiles.models import Member

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.activity.models import Activity
    from members.notifications.models import MailItem, Notification, NotificationQuerySet


class Messages(Surface):
    """What was written in talks. The subject of every notice is a message."""

    verbs = ("message.written",)

    def happening(self, activity: Activity) -> Happening | None:
        """The message and who wrote it; None if it is gone."""
        found = Message.objects.filter(pk=activity.subject_id or 0, deleted_at=None, hidden_at=None)
        message = found.select_related("talk").first()
        if message is None or message.author_id is None:
            return None
        return Happening(message.author_id, message.pk, activity.at, notice_number(message.talk_id), None, message)

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Who wanted the talk, is still in it, has not muted it and did not block who wrote: three queries."""
        seats = TalkSeat.objects.taken().accepted().filter(talk=happening.thing.talk_id, member__in=members)
        heard = seats.filter(muted_at=None, last_read__lt=happening.subject_id, from_message__lt=happening.subject_id)
        left = set(heard.values_list("member_id", flat=True))
        people = list(Member.objects.get_queryset().filter(pk__in={*left, happening.actor_id}))
        return left - {blocker for blocker, blocked in apart(people) if blocked == happening.actor_id}

    def narrow(self, rows: NotificationQuerySet, viewer: Viewer) -> NotificationQuerySet:
        """Whoever leaves a talk has read what was told of it."""
        return rows

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """Each row opens at the first of its messages that can be read."""
        found = self._messages(viewer, {subject for row in rows for subject in row.subjects})
        people = people_in([message.talk for message in found.values()]) if found else {}
        looks = {}
        for row in rows:
            message = next((found[subject] for subject in row.subjects if subject in found), None)
            if message is not None and isinstance(viewer, Member):
                looks[row.pk] = Shown(
                    url=message.get_absolute_url(),
                    extract=extract_of(message),
                    thread_title=title_of(message.talk, people.get(message.talk_id, []), viewer),
                    thread_url=message.talk.get_absolute_url(),
                    place_name=_("Messages"),
                )
        return looks

    def _messages(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Message]:
        if not ids:
            return {}
        readable = Message.objects.readable_by(viewer).filter(pk__in=ids)
        return {message.pk: message for message in readable.select_related("talk", "author", "about")}

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """The messages in full, with addresses that lead here from a mail program."""
        here, found = settings.PUBLIC_URL, self._messages(viewer, {item.subject_id for item in items})
        people = people_in([message.talk for message in found.values()]) if found else {}
        return {
            pk: Told(
                subject_id=pk,
                url=here + message.get_absolute_url(),
                html=for_mail(message.html, here),
                text=message.text,
                thread_title=title_of(message.talk, people.get(message.talk_id, []), viewer),
                thread_url=here + message.talk.get_absolute_url(),
                place_name=_("Messages"),
            )
            for pk, message in found.items()
            if isinstance(viewer, Member)
        }


class Requests(Surface):
    """Strangers who ask to write. The subject of every notice is a seat that was not answered; never its words."""

    verbs = ("seat.asked",)

    def happening(self, activity: Activity) -> Happening | None:
        """The seat and who asked; None if it was answered or taken away in the meantime."""
        seat = TalkSeat.objects.taken().asked().filter(pk=activity.subject_id or 0).first()
        if seat is None or activity.actor_id is None:
            return None
        return Happening(activity.actor_id, seat.pk, activity.at, notice_number(seat.talk_id), None, seat)

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Whoever was asked."""
        return {happening.thing.member_id} & set(members)

    def narrow(self, rows: NotificationQuerySet, viewer: Viewer) -> NotificationQuerySet:
        """Requests are read when they are looked at."""
        return rows

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """One line that leads to all requests, as long as there are any."""
        if not rows or not talks_of(viewer, asked=True).exists():
            return {}
        address = reverse("messages_requests")
        return {
            row.pk: Shown(url=address, thread_title=_("Requests"), thread_url=address, place_name=_("Messages"))
            for row in rows
        }

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """Never by mail and never on a locked screen."""
        return {}
