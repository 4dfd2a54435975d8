"""Shifts as notices speak of them: what an activity means, who may know, how it looks in an inbox and in a mail."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import F
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


CALLED_OFF = ("shift_called_off", "shift_ended_weekly")
WEEKLY = ("shift_given_weekly", "shift_ended_weekly")


class Shifts(Surface):
    """Shifts. The subject of every notice is one shift."""

    verbs = (
        "shift.offered", "shift.taken", "shift.near", "shift.added", "shift.cancelled", "shift_pattern.added",
        "shift_pattern.ended",
    )  # fmt: skip

    def happening(self, activity: Activity) -> Happening | None:
        """The shift, the next one for what comes every week; None if it is over, or is not as the activity says."""
        off = activity.verb in ("shift.cancelled", "shift_pattern.ended")
        rows = Shift.objects.exclude(cancelled_at=None) if off else Shift.objects.standing()
        about = activity.subject_id or 0
        if activity.verb.startswith("shift_pattern."):
            rows = rows.filter(pattern=about, member=F("pattern__member")).order_by("starts_at")
        else:
            rows = rows.filter(pk=about)
        shift = rows.to_come().select_related("member").first()
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
            known = [found[subject] for subject in row.subjects if subject in found]
            shifts = [shift for shift in known if shift.cancelled_at is None or row.kind in CALLED_OFF]
            if shifts:
                looks[row.pk] = Shown(
                    url=_address(shifts[-1]),
                    extract=in_words(shifts[-1], weekly=row.kind in WEEKLY),
                    thread_title=_("Rota"),
                    thread_url=reverse("rota"),
                    place_name=_("Team"),
                )
        return looks

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """When it is, and whose."""
        here, looks = settings.PUBLIC_URL, {}
        found = self._shifts(viewer, {item.subject_id for item in items})
        for item in items:
            shift = found.get(item.subject_id)
            if shift is None or (shift.cancelled_at is not None and item.kind not in CALLED_OFF):
                continue
            words = in_words(shift, weekly=item.kind in WEEKLY)
            looks[shift.pk] = Told(
                subject_id=shift.pk,
                url=here + _address(shift),
                html=format_html("<p>{}</p>", words),
                text=words,
                thread_title=_("Rota"),
                thread_url=here + reverse("rota"),
                place_name=_("Team"),
            )
        return looks

    def _shifts(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Shift]:
        """Also those that were called off, which the rota does not show any more."""
        if not is_of_the_team(viewer):
            return {}
        rows: dict[int, Shift] = Shift.objects.select_related("member", "pattern").in_bulk(list(ids))
        return rows


def _address(shift: Shift) -> str:
    """Its page; the rota for one that was called off, which has none any more."""
    return shift.get_absolute_url() if shift.cancelled_at is None else reverse("rota")


def in_words(shift: Shift, *, weekly: bool = False) -> str:
    """Whose it is, and when, on the reader's wall; `weekly`, what comes every week, on the wall of its place."""
    pattern = shift.pattern if weekly else None
    if pattern is not None:
        return _("%(name)s: %(day)s, %(begins)s to %(ends)s (%(zone)s)") % {
            "name": shift.member.name, "day": pattern.get_weekday_display(), "zone": pattern.zone,
            "begins": formats.time_format(pattern.begins, "H:i"), "ends": formats.time_format(pattern.ends, "H:i"),
        }  # fmt: skip
    day = formats.date_format(timezone.localtime(shift.starts_at), "WEEKDAY_FORMAT")
    return _("%(name)s, %(day)s, %(hours)s") % {"name": shift.member.name, "day": day, "hours": hours_of(shift)}
