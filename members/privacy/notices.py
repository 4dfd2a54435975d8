"""The notice that a copy is ready: for its owner alone."""

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
from members.privacy.models import DataExport

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.notifications.models import MailItem, Notification, NotificationQuerySet

NOBODY = 0
"""Stands for who did it: a worker."""


class Copies(Surface):
    """Copies of members' data. The subject of every notice is one copy."""

    verbs = ("export.made",)

    def happening(self, activity: Activity) -> Happening | None:
        """The copy; None if it is gone."""
        export = DataExport.objects.kept().filter(pk=activity.subject_id or 0).first()
        return Happening(NOBODY, export.pk, activity.at, thing=export) if export else None

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Its owner."""
        return set(members) & {happening.thing.member_id}

    def narrow(self, rows: NotificationQuerySet, viewer: Viewer) -> NotificationQuerySet:
        """All of them: a row is its member's own."""
        return rows

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """Each row opens the page with the copy, as long as it is kept."""
        kept = self._kept(viewer, {subject for row in rows for subject in row.subjects})
        look = Shown(url=_url(), thread_title=_("Your data"), thread_url=_url(), place_name=_("Settings"))
        return {row.pk: look for row in rows if row.subjects[-1] in kept}

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """Where it can be fetched, and until when; the address of the file itself stands in no mail."""
        return {pk: _told(pk) for pk in self._kept(viewer, {item.subject_id for item in items})}

    def _kept(self, viewer: Viewer, ids: Collection[int]) -> set[int]:
        return set(DataExport.objects.kept().filter(pk__in=ids, member=viewer.pk).values_list("pk", flat=True))


def _url() -> str:
    return reverse("settings_data")


def _told(pk: int) -> Told:
    words, here = _("You can fetch it for seven days, while you are signed in."), settings.PUBLIC_URL + _url()
    return Told(
        subject_id=pk,
        url=here,
        html=format_html("<p>{}</p>", words),
        text=words,
        thread_title=_("Your data"),
        thread_url=here,
        place_name=_("Settings"),
    )


class CopyReady(Notice):
    """The copy of one's data that was asked for is ready."""

    key = setting = "own_data"
    label = gettext_lazy("A copy of my data that I asked for")
    words = ngettext_lazy("The copy of your data is ready", "The copy of your data is ready", "people")
    why = gettext_lazy("You asked for it.")
    icon = "download"
    by_mail = True
    surface = Copies()
    verbs = ("export.made",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Whoever asked for it."""
        return [happening.thing.member_id]


register(CopyReady())


@subscribe("export.made", name="members.own_data_notices")
def tell_it_is_ready(activity: Activity) -> None:
    """Tells members that the copy of their data is ready."""
    tell(activity)
