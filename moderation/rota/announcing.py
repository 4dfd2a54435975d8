"""Shifts as notices speak of them: what an activity means, who may know, how it looks in an inbox and in a mail."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from members.notifications.notices import Happening, Shown, Surface, Told
from members.profiles.models import Member
from moderation.rota.shifts import Shift, is_of_the_team, of_the_team
from moderation.rota.showing import hours_of

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.activity.models import Activity
    from members.notifications.models import MailItem, Notification, NotificationQuerySet

NOBODY = 0
"""Stands for who did it: the clock."""

NUMBER = -(2**44) - 2**41
"""Under which number notices about shifts gather, far from those of threads, talks and tasks."""


class Shifts(Surface):
    """Shifts. The subject of every notice is one shift."""

    verbs = ("shift.offered", "shift.taken", "shift.near")

    def happening(self, activity: Activity) -> Happening | None:
        """The shift; None if it is over or called off by now."""
        shift = Shift.objects.standing().to_come().filter(pk=activity.subject_id or 0).select_related("member").first()
        return Happening(activity.actor_id or NOBODY, shift.pk, activity.at, NUMBER, None, shift) if shift else None

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Who is of the team."""
        return set(Member.objects.get_queryset().filter(of_the_team(), pk__in=members).values_list("pk", flat=True))

    def narrow(self, rows: NotificationQuerySet, viewer: Viewer) -> NotificationQuerySet:
        """Nothing of shifts for those who are not of the team any more."""
        return rows if is_of_the_team(viewer) else rows.exclude(kind__startswith="shift_")

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """The latest one, and the rota it stands on."""
        found = self._shifts(viewer, {subject for row in rows for subject in row.subjects})
        looks = {}
        for row in rows:
            shifts = [found[subject] for subject in row.subjects if subject in found]
            if shifts:
                looks[row.pk] = Shown(
                    url=shifts[-1].get_absolute_url(),
                    extract=in_words(shifts[-1]),
                    thread_title=_("Rota"),
                    thread_url=reverse("rota"),
                    place_name=_("Team"),
                )
        return looks

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """When it is, and whose."""
        here = settings.PUBLIC_URL
        return {
            pk: Told(
                subject_id=pk,
                url=here + shift.get_absolute_url(),
                html=format_html("<p>{}</p>", in_words(shift)),
                text=in_words(shift),
                thread_title=_("Rota"),
                thread_url=here + reverse("rota"),
                place_name=_("Team"),
            )
            for pk, shift in self._shifts(viewer, {item.subject_id for item in items}).items()
        }

    def _shifts(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Shift]:
        rows: dict[int, Shift] = Shift.objects.visible_to(viewer).select_related("member").in_bulk(list(ids))
        return rows


def in_words(shift: Shift) -> str:
    """Whose it is, and when, on the reader's wall."""
    day = formats.date_format(timezone.localtime(shift.starts_at), "WEEKDAY_FORMAT")
    return _("%(name)s, %(day)s, %(hours)s") % {"name": shift.member.name, "day": day, "hours": hours_of(shift)}
