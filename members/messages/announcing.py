"""Messages as notices speak of them: what an activity means, who may know, how it looks in an inbox and in a mail."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from config.lib.mail_html import for_mail
from members.messages.models import Message, MessageReport, Talk, TalkSeat
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


class Outcomes(Surface):
    """What became of messages that were shown to the team. The subject of every notice is a report."""

    verbs = ("message_report.closed",)

    def happening(self, activity: Activity) -> Happening | None:
        """The report that was closed, and by whom; None if it is gone."""
        report = MessageReport.objects.filter(pk=activity.subject_id or 0).exclude(closed_at=None).first()
        if report is None or activity.actor_id is None:
            return None
        return Happening(activity.actor_id, report.pk, activity.at, thing=report)

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Who reported it."""
        return {happening.thing.reporter_id} & set(members)

    def narrow(self, rows: NotificationQuerySet, viewer: Viewer) -> NotificationQuerySet:
        """All of them: each is about what its reader reported."""
        return rows

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """What was decided, in a sentence; it leads to the talk while the reader is in it."""
        found = self._reports(viewer, {subject for row in rows for subject in row.subjects})
        looks = {}
        for row in rows:
            report = next((found[subject] for subject in row.subjects if subject in found), None)
            if report is not None:
                url = _place_of(report, viewer)
                looks[row.pk] = Shown(
                    url=url,
                    extract=outcome_of(report),
                    thread_title=_("What you reported"),
                    thread_url=url,
                    place_name=_("Messages"),
                )
        return looks

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """The same sentence, and nothing of what was written."""
        here, found = settings.PUBLIC_URL, self._reports(viewer, {item.subject_id for item in items})
        return {
            pk: Told(
                subject_id=pk,
                url=here + _place_of(report, viewer),
                html=format_html("<p>{}</p>", outcome_of(report)),
                text=outcome_of(report),
                thread_title=_("What you reported"),
                thread_url=here + _place_of(report, viewer),
                place_name=_("Messages"),
            )
            for pk, report in found.items()
        }

    def _reports(self, viewer: Viewer, ids: Collection[int]) -> dict[int, MessageReport]:
        found = MessageReport.objects.filter(pk__in=ids, reporter=viewer.pk).exclude(closed_at=None)
        return {report.pk: report for report in found.select_related("message")}


def outcome_of(report: MessageReport) -> str:
    """What its reporter is told: whether the message is out of sight; never what becomes of who wrote it."""
    if report.message is None or report.message.hidden_at or report.message.deleted_at:
        return _("The message is out of sight now. Thank you for saying it.")
    return _("The team has read it and leaves the message where it is. You can block who wrote it.")


def _place_of(report: MessageReport, viewer: Viewer) -> str:
    message = report.message
    if message is not None and Talk.objects.visible_to(viewer).filter(pk=message.talk_id).exists():
        return reverse("messages_talk", args=[message.talk_id])
    return reverse("messages")
