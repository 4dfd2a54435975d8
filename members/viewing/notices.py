"""Somebody of the team asks to see pages as I do: who is told, and how."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from members.activity.subscribing import subscribe
from members.notifications.notices import Happening, Notice, Shown, Surface, Told, register
from members.notifications.telling import tell
from members.profiles.models import Member

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.activity.models import Activity
    from members.notifications.models import MailItem, Notification, NotificationQuerySet


class Oneself(Surface):
    """What is asked of a member about themself: theirs alone to know."""

    verbs = ("view.asked",)

    def happening(self, activity: Activity) -> Happening | None:
        """Who asked whom; None if they are gone."""
        member = Member.objects.present().filter(pk=activity.subject_id or 0).first()
        if member is None or activity.actor_id is None:
            return None
        return Happening(activity.actor_id, member.pk, activity.at, thing=member)

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """The member who is asked."""
        return {happening.subject_id} & set(members)

    def narrow(self, rows: NotificationQuerySet, viewer: Viewer) -> NotificationQuerySet:
        """All of them: they are about who reads them."""
        return rows

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """Each leads to the page with the button."""
        url = reverse("settings_viewing")
        look = Shown(url=url, thread_title=_("View as you"), thread_url=url, place_name=_("Privacy"))
        return {row.pk: look for row in rows}

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """What it would mean, and where to answer."""
        words = _(
            "They would see which places and pages are open to you, for a day, and could change nothing. "
            "Your messages, drafts, notices and settings are not shown. If you do nothing, nothing happens."
        )
        url = settings.PUBLIC_URL + reverse("settings_viewing")
        return {
            item.subject_id: Told(
                subject_id=item.subject_id,
                url=url,
                html=format_html("<p>{}</p>", words),
                text=words,
                thread_title=_("View as you"),
                thread_url=url,
                place_name=_("Privacy"),
            )
            for item in items
        }


class AskedToView(Notice):
    """The team asks to see pages as I do."""

    key = "view_asked"
    setting = "view"
    label = gettext_lazy("The team asks to see pages as you do")
    icon = "eye"
    by_mail = True
    every_time = True
    words = ngettext_lazy("%(who)s asks to see pages as you do", "%(who)s ask to see pages as you do", "people")
    why = gettext_lazy("Nobody can do it without your word.")
    verbs = ("view.asked",)
    surface = Oneself()

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Whom they ask."""
        return [happening.subject_id]


register(AskedToView())


@subscribe("view.asked", name="members.view_notices")
def tell_who_is_asked(activity: Activity) -> None:
    """Tells a member that the team asks to see pages as they do."""
    tell(activity)
