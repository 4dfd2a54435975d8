"""Who is told of reports: whoever reported something, of what became of it; never who decided, or who else reported."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from members.activity.models import Activity
from members.activity.subscribing import subscribe
from members.notifications.notices import Happening, Notice, Shown, Surface, Told, register
from members.notifications.telling import tell
from moderation.reports.models import Report
from moderation.reports.outcomes import outcome_words

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.notifications.models import MailItem, Notification, NotificationQuerySet

NOBODY = 0
"""Stands for who did it: the team."""


class Reported(Surface):
    """What was reported. The subject of every notice is one report."""

    verbs = ("report.answered",)

    def happening(self, activity: Activity) -> Happening | None:
        """The report; None if it is open again."""
        found = Report.objects.filter(pk=activity.subject_id or 0, told_at__isnull=False).first()
        return Happening(NOBODY, found.pk, activity.at, thing=found) if found else None

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Who reported it."""
        return set(members) & {happening.thing.reporter_id}

    def narrow(self, rows: NotificationQuerySet, viewer: Viewer) -> NotificationQuerySet:
        """All of them: a row is its member's own."""
        return rows

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """Each row says what became of it, and opens one's own report."""
        found = self._mine(viewer, {subject for row in rows for subject in row.subjects})
        return {
            row.pk: Shown(
                url=found[row.subjects[-1]].get_absolute_url(), extract=outcome_words(found[row.subjects[-1]]),
                thread_title=_("Your report"), thread_url=found[row.subjects[-1]].get_absolute_url(),
                place_name=_("Team"),
            )
            for row in rows if row.subjects[-1] in found
        }  # fmt: skip

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """What became of each."""
        found = self._mine(viewer, {item.subject_id for item in items})
        return {pk: _told(one) for pk, one in found.items()}

    def _mine(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Report]:
        mine = Report.objects.filter(reporter=viewer.pk, told_at__isnull=False).select_related("decision")
        found: dict[int, Report] = mine.in_bulk(list(ids))
        return found


def _told(report: Report) -> Told:
    here, words = settings.PUBLIC_URL + report.get_absolute_url(), outcome_words(report)
    return Told(
        subject_id=report.pk, url=here, html=format_html("<p>{}</p>", words), text=words,
        thread_title=_("Your report"), thread_url=here, place_name=_("Team"),
    )  # fmt: skip


class ReportAnswered(Notice):
    """What I reported was looked at."""

    key = setting = "report_answered"
    label = gettext_lazy("What becomes of what I report")
    words = ngettext_lazy("The team looked at what you reported", "The team looked at what you reported", "people")
    why = gettext_lazy("You reported it.")
    icon = "flag"
    every_time = True
    surface = Reported()
    verbs = ("report.answered",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Who reported it; a visitor has a letter."""
        return [happening.thing.reporter_id] if happening.thing.reporter_id else []


register(ReportAnswered())


@subscribe("report.answered", name="moderation.report_notices")
def tell_who_reported(activity: Activity) -> None:
    """Tells whoever reported something what became of it."""
    tell(activity)
