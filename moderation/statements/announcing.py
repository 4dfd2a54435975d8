"""Statements as notices speak of them: a row of one's own that opens the statement, and says nothing of it outside."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from members.notifications.notices import Happening, Shown, Surface, Told
from moderation.review.decisions import Decision
from moderation.statements.stating import statement_of

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.activity.models import Activity
    from members.notifications.models import MailItem, Notification, NotificationQuerySet

NOBODY = 0
"""Stands for who did it: the team as a whole."""
NUMBER = -(2**48)
"""Under which number notices about statements gather, far from those of threads and talks."""


class Statements(Surface):
    """Decisions about oneself. The subject of every notice is one decision."""

    verbs = ("statement.made", "statement.taken_back")

    def happening(self, activity: Activity) -> Happening | None:
        """The decision; None if it is gone, or about nobody any more."""
        found = Decision.objects.filter(pk=activity.subject_id or 0, about__isnull=False).first()
        return Happening(NOBODY, found.pk, activity.at, NUMBER, None, found) if found else None

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Whom it is about."""
        return {happening.thing.about_id} & set(members)

    def narrow(self, rows: NotificationQuerySet, viewer: Viewer) -> NotificationQuerySet:
        """All of them: a row is its member's own."""
        return rows

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """Each row opens its statement."""
        found = self._found(viewer, {subject for row in rows for subject in row.subjects})
        looks = {}
        for row in rows:
            decision = found.get(row.subjects[-1])
            if decision is not None:
                statement, url = statement_of(decision), reverse("statement", args=[decision.pk])
                said = statement.taken_back or statement.decided[0]
                looks[row.pk] = Shown(
                    url=url, extract=said, thread_title=statement.subject, thread_url=url, place_name=_("Moderation")
                )
        return looks

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """Where to read it; the whole of it is in a letter of its own."""
        found = self._found(viewer, {item.subject_id for item in items})
        return {pk: _told(pk) for pk in found}

    def _found(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Decision]:
        rows = Decision.objects.filter(about=viewer.pk, letters__isnull=False, pk__in=list(ids)).distinct()
        return {
            row.pk: row
            for row in rows.select_related("case", "rule__guidelines", "about", "appeal").prefetch_related("effects")
        }


def _told(pk: int) -> Told:
    url, words = settings.PUBLIC_URL + reverse("statement", args=[pk]), _("Read it in the community.")
    return Told(
        subject_id=pk, url=url, html=format_html("<p>{}</p>", words), text=words, thread_title=_("Moderation"),
        thread_url=url, place_name=_("Moderation"),
    )  # fmt: skip
