"""Celebrations as notices: the person alone is told, with or without a public line. Levels are told of elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from members.activity.models import Activity
from members.activity.subscribing import subscribe
from members.notifications.notices import Happening, Notice, Shown, Surface, Told, register
from members.notifications.telling import tell
from programs.celebrations.models import Celebration, What

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.notifications.models import MailItem, Notification, NotificationQuerySet

NOBODY = 0


class Celebrations(Surface):
    """What the reader reached. The subject of every notice is a celebration."""

    verbs = ("celebration.noted",)

    def happening(self, activity: Activity) -> Happening | None:
        """The celebration; of levels their own notice tells."""
        found = Celebration.objects.filter(pk=activity.subject_id or 0).exclude(what=What.LEVEL).first()
        return Happening(NOBODY, found.pk, activity.at, thing=found) if found else None

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Whose it is."""
        return set(members) & {happening.thing.member_id}

    def narrow(self, rows: NotificationQuerySet, viewer: Viewer) -> NotificationQuerySet:
        """All of them: a row is its member's own."""
        return rows

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """What was reached."""
        found = self._own(viewer, {subject for row in rows for subject in row.subjects})
        url = reverse("celebrations")
        return {
            row.pk: Shown(url=url, extract=one.to_member, thread_title=_("To celebrate"), thread_url=url,
                          place_name=_("Recognition"))
            for row in rows if (one := found.get(row.subjects[-1])) is not None
        }  # fmt: skip

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """What was reached, in one sentence."""
        found = self._own(viewer, {item.subject_id for item in items})
        url = settings.PUBLIC_URL + reverse("celebrations")
        return {
            pk: Told(subject_id=pk, url=url, html=format_html("<p>{}</p>", one.to_member), text=one.to_member,
                     thread_title=_("To celebrate"), thread_url=url, place_name=_("Recognition"))
            for pk, one in found.items()
        }  # fmt: skip

    def _own(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Celebration]:
        rows = Celebration.objects.filter(member=viewer.pk, pk__in=ids).select_related("member")
        return {one.pk: one for one in rows}


class Reached(Notice):
    """I reached something."""

    surface = Celebrations()
    key = setting = "celebrated"
    label = gettext_lazy("What I reached: a first post, answers, years, thanks")
    words = ngettext_lazy("Thank you for being here", "Thank you for being here", "people")
    why = gettext_lazy("You reached something, and this community thanks you.")
    icon = "award"
    verbs = ("celebration.noted",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Whose it is."""
        return [happening.thing.member_id]


register(Reached())


@subscribe("celebration.noted", name="programs.celebration_notices")
def tell_of_celebrations(activity: Activity) -> None:
    """Tells whoever reached something."""
    tell(activity)
