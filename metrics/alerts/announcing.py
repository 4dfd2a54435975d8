"""Findings as notices speak of them: who may know, and how one looks in an inbox and a mail."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from community.surfaces import InSpaces
from members.notifications.notices import Happening, Shown, Told
from members.profiles.models import Member
from metrics.alerts.models import MANAGERS_ALONE, Finding
from metrics.alerts.wording import name_of, reasons_of

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.activity.models import Activity
    from members.notifications.models import MailItem, Notification

NOBODY = 0
"""Stands for who did it: the clock."""
NUMBER = -(2**50)
"""Under which number notices about findings gather, far from those of all other things."""


class Findings(InSpaces):
    """Findings. The subject of every notice is one of them."""

    verbs = ("alert.opened",)

    def happening(self, activity: Activity) -> Happening | None:
        """The finding; None if it closed meanwhile, or somebody said that it can wait."""
        found = Finding.objects.open().select_related("space").filter(pk=activity.subject_id or 0).first()
        if found is None or found.is_aside or found.alert is None:
            return None
        return Happening(activity.actor_id or NOBODY, found.pk, activity.at, NUMBER, found.space_id, found)

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Managers, and the hosts of its space."""
        return set(members) & {*managers(), *hosts(happening.thing)}

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """Its name and its first reason, as they stand now; closed ones too, which the page tells."""
        found = self._seen(viewer, {subject for row in rows for subject in row.subjects})
        looks = {}
        for row in rows:
            known = [found[subject] for subject in row.subjects if subject in found]
            if known:
                one = known[-1]
                looks[row.pk] = Shown(
                    url=one.get_absolute_url(), extract=_sentence(one), thread_title=name_of(one),
                    thread_url=one.get_absolute_url(), place_name=one.space.name if one.space else "",
                    place_hue=one.space.hue if one.space else 0,
                )  # fmt: skip
        return looks

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """Its name and all its reasons."""
        looks = {}
        for pk, one in self._seen(viewer, {item.subject_id for item in items}).items():
            lines, url = reasons_of(one), settings.PUBLIC_URL + one.get_absolute_url()
            looks[pk] = Told(
                subject_id=pk, url=url, text="\n\n".join(lines), thread_title=name_of(one), thread_url=url,
                html=format_html_join("", "<p>{}</p>", ((line,) for line in lines)),
                place_name=one.space.name if one.space else "",
            )  # fmt: skip
        return looks

    def _seen(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Finding]:
        rows = Finding.objects.visible_to(viewer).filter(pk__in=ids).select_related("space")
        return {one.pk: one for one in rows if one.alert is not None}


def managers() -> set[int]:
    """Who looks after the whole community."""
    rows = Member.objects.present().filter(role__in=["manager", "owner"])
    return set(rows.values_list("pk", flat=True))


def hosts(finding: Finding) -> set[int]:
    """Who hosts its space, if the kind is one that hosts read."""
    if finding.space is None or finding.kind in MANAGERS_ALONE:
        return set()
    return set(finding.space.hostings.values_list("member_id", flat=True))


def _sentence(finding: Finding) -> str:
    reason = next(iter(reasons_of(finding)), "")
    return reason if finding.is_open else _("It closed by itself.")
