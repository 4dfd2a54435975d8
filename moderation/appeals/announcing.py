"""What members are told of their appeals: a row in the inbox, and always a letter; suspended members too."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from members.activity.models import Activity
from members.notifications.notices import Happening, Notice, Shown, Surface, Told, register
from moderation.appeals.models import Appeal
from moderation.appeals.showing import outcome_of
from moderation.appeals.subject import title_of

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.notifications.models import MailItem, Notification, NotificationQuerySet

NOBODY = 0
"""Stands for who did it: the moderators as a whole."""


class Appeals(Surface):
    """Appeals. The subject of every notice is the appeal."""

    verbs = ("appeal.answered", "appeal.decided")

    def happening(self, activity: Activity) -> Happening | None:
        """The appeal; None if it is gone."""
        one = Appeal.objects.filter(pk=activity.subject_id or 0).first()
        return Happening(NOBODY, one.pk, activity.at, thing=one) if one else None

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Whose it is."""
        return {happening.thing.by_id} & set(members)

    def narrow(self, rows: NotificationQuerySet, viewer: Viewer) -> NotificationQuerySet:
        """All of them: a row is its member's own."""
        return rows

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """What it is about, and how it stands now."""
        found = self._own(viewer, {subject for row in rows for subject in row.subjects})
        return {
            row.pk: Shown(
                url=one.get_absolute_url(), extract=outcome_of(one) or title_of(one.decision),
                thread_title=title_of(one.decision), thread_url=one.get_absolute_url(), place_name=_("Appeals"),
            )
            for row in rows if (one := found.get(row.subjects[-1])) is not None
        }  # fmt: skip

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """How it stands, and where to read on."""
        found = self._own(viewer, {item.subject_id for item in items})
        return {pk: _told(one) for pk, one in found.items()}

    def _own(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Appeal]:
        rows = Appeal.objects.visible_to(viewer).select_related("decision")
        own: dict[int, Appeal] = rows.in_bulk(list(ids))
        return own


def _told(one: Appeal) -> Told:
    words, url = outcome_of(one) or title_of(one.decision), settings.PUBLIC_URL + reverse("appeal", args=[one.pk])
    return Told(
        subject_id=one.pk, url=url, html=format_html("<p>{}</p>", words), text=words,
        thread_title=title_of(one.decision), thread_url=url, place_name=_("Appeals"),
    )  # fmt: skip


class InMyAppeal(Notice):
    """Something happened in my appeal. The room writes the letters itself, whatever was chosen."""

    setting = "appeal"
    label = gettext_lazy("My appeals: answers and decisions; a letter comes always")
    why = gettext_lazy("You appealed against a decision.")
    icon = "gavel"
    every_time = True
    mails_itself = True
    surface = Appeals()

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Whose appeal it is, if they have an account."""
        return {happening.thing.by_id} - {None}


class Answered(InMyAppeal):
    """The moderators answered."""

    key = "appeal_answered"
    words = ngettext_lazy(
        "The moderators answered in your appeal", "The moderators answered in your appeal", "people"
    )  # fmt: skip
    verbs = ("appeal.answered",)


class Decided(InMyAppeal):
    """The appeal was decided."""

    key = "appeal_decided"
    words = ngettext_lazy("Your appeal was decided", "Your appeal was decided", "people")
    verbs = ("appeal.decided",)


register(Answered())
register(Decided())
