"""Tasks as notices speak of them: what an activity means, who may know, how it looks in an inbox and in a mail."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import formats, timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from members.duties.matters import seers_of
from members.duties.models import Duty
from members.duties.showing import Row, rows_of
from members.notifications.notices import Happening, Shown, Surface, Told
from members.profiles.models import Member
from members.profiles.roles import Role

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.activity.models import Activity
    from members.notifications.models import MailItem, Notification, NotificationQuerySet

NOBODY = 0
"""Stands for who did it: code, or the clock."""

NUMBER = -(2**44)
"""Under which number notices about tasks gather, far from those of threads and talks."""


class Duties(Surface):
    """Tasks. The subject of every notice is one task."""

    verbs = ("duty.asked", "duty.given", "duty.given_back", "duty.came_back", "duty.reopened")

    def happening(self, activity: Activity) -> Happening | None:
        """The task; None if it is done by now."""
        duty = Duty.objects.open().filter(pk=activity.subject_id or 0).first()
        return Happening(activity.actor_id or NOBODY, duty.pk, activity.at, NUMBER, None, duty) if duty else None

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Who is of the team, and may see the thread it is about."""
        team = Member.objects.present().exclude(role=Role.MEMBER).filter(pk__in=members)
        return seers_of(happening.thing.thread_id, set(team.values_list("pk", flat=True)))

    def narrow(self, rows: NotificationQuerySet, viewer: Viewer) -> NotificationQuerySet:
        """Nothing of tasks for those who are not of the team any more."""
        of_team = isinstance(viewer, Member) and viewer.is_moderator
        return rows if of_team else rows.exclude(kind__startswith="duty_")

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """One task opens by itself, several open the list."""
        found = self._rows(viewer, {subject for row in rows for subject in row.subjects})
        looks = {}
        for row in rows:
            tasks = [found[subject] for subject in row.subjects if subject in found]
            if tasks:
                look = tasks[-1]
                looks[row.pk] = Shown(
                    url=look.duty.get_absolute_url() if len(tasks) == 1 else look.list_url,
                    extract=look.title,
                    thread_title=_("Tasks"),
                    thread_url=look.list_url,
                    place_name=_("Team"),
                )
        return looks

    def _rows(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Row]:
        duties = Duty.objects.visible_to(viewer).filter(pk__in=ids).select_related("member", "owner")
        return {row.duty.pk: row for row in rows_of(duties, viewer)}

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """What is to be done, and where."""
        found = self._rows(viewer, {item.subject_id for item in items})
        return {pk: _told(row) for pk, row in found.items() if row.duty.done_at is None}


def _told(row: Row) -> Told:
    here = settings.PUBLIC_URL
    due = formats.date_format(timezone.localtime(row.duty.due_at), "DATETIME_FORMAT")
    lines = [str(row.title), _("Due by %(day)s.") % {"day": due}, row.duty.note]
    return Told(
        subject_id=row.duty.pk,
        url=here + row.duty.get_absolute_url(),
        html=format_html_join("", "<p>{}</p>", ((line,) for line in lines if line)),
        text="\n\n".join(filter(None, lines)),
        thread_title=_("Tasks"),
        thread_url=here + row.list_url,
        place_name=_("Team"),
    )
