"""Who is told of a journey's message: whom it is for. Its mail leaves by the journeys' own outbox."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from members.activity.models import Activity
from members.activity.subscribing import subscribe
from members.installation.models import Installation
from members.journeys.models import JourneyMessage
from members.notifications.notices import Happening, Notice, Shown, Surface, Told, register
from members.notifications.telling import tell

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.notifications.models import MailItem, Notification, NotificationQuerySet

NOBODY = 0
"""Stands for who wrote it where that is the community."""
EXTRACT = 140
_BELOW = -(2**46)


def notice_number(letter_id: int) -> int:
    """Under which number the notice of a message can be found again, far below those of everything else."""
    return _BELOW - letter_id


class Letters(Surface):
    """Messages of journeys. The subject of every notice is one of them."""

    verbs = ("journey.message_written",)

    def happening(self, activity: Activity) -> Happening | None:
        """The message and its host; None if it was for the mailbox alone."""
        said = JourneyMessage.objects.filter(pk=activity.subject_id or 0, in_app=True).first()
        if said is None:
            return None
        host = said.host_id if said.host_id and said.host_id != said.member_id else NOBODY
        return Happening(host, said.pk, activity.at, notice_number(said.pk), thing=said)

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Whom it is for."""
        return set(members) & {happening.thing.member_id}

    def narrow(self, rows: NotificationQuerySet, viewer: Viewer) -> NotificationQuerySet:
        """All of them: a row is its member's own."""
        return rows

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """Each row opens the message on a page of its own."""
        found = self._to(viewer, {subject for row in rows for subject in row.subjects})
        looks = {}
        for row in rows:
            said = found.get(row.subjects[-1])
            if said is not None:
                url = reverse("journey_message", args=[said.pk])
                words = Truncator(" ".join(said.text.split())).chars(EXTRACT)
                looks[row.pk] = Shown(
                    url=url, extract=words, thread_title=said.subject, thread_url=url,
                    place_name=said.run.journey.name,
                )  # fmt: skip
        return looks

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """The message in full, as a push tells it."""
        return {pk: _told(said) for pk, said in self._to(viewer, {item.subject_id for item in items}).items()}

    def _to(self, viewer: Viewer, ids: Collection[int]) -> dict[int, JourneyMessage]:
        rows = JourneyMessage.objects.filter(member=viewer.pk, pk__in=ids).select_related("run__journey")
        return {row.pk: row for row in rows}


def _told(said: JourneyMessage) -> Told:
    here = settings.PUBLIC_URL + reverse("journey_message", args=[said.pk])
    return Told(
        subject_id=said.pk, url=here, html=said.html, text=said.text, thread_title=said.subject, thread_url=here,
        place_name=said.run.journey.name, is_private=False,
    )  # fmt: skip


class Led(Notice):
    """The community leads me on, step by step."""

    key = setting = "journey"
    label = gettext_lazy("Messages that show me around, step by step")
    words = ngettext_lazy("%(who)s wrote to you", "%(who)s wrote to you", "people")
    why = gettext_lazy("It is part of a few messages, one after the other. They end when you want no more.")
    icon = "route"
    by_mail = True
    mails_itself = True
    surface = Letters()
    verbs = ("journey.message_written",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Whom it is for."""
        return [happening.thing.member_id]

    def sentence(self, names: list[str], people: int) -> str:
        """The host, or the community itself."""
        if names:
            return super().sentence(names, people)
        return _("%(community)s wrote to you") % {"community": Installation.current().name}


register(Led())


@subscribe("journey.message_written", name="members.journey_notices")
def tell_of_messages(activity: Activity) -> None:
    """Tells members that a journey has a message for them."""
    tell(activity)
