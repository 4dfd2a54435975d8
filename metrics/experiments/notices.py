"""Managers are told when an experiment is settled."""

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
from members.profiles.models import Member
from members.profiles.roles import Role
from metrics.experiments.models import Result
from metrics.experiments.wording import headline

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.notifications.models import MailItem, Notification, NotificationQuerySet

NOBODY = 0
MANAGERS = (Role.MANAGER, Role.OWNER)


class Settled(Surface):
    """Results of experiments. The subject of every notice is one result."""

    verbs = ("experiment.settled",)
    is_titled = True

    def happening(self, activity: Activity) -> Happening | None:
        """The result."""
        found = Result.objects.filter(pk=activity.subject_id or 0).first()
        return Happening(NOBODY, found.pk, activity.at, thing=found) if found else None

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Managers."""
        managers = Member.objects.present().filter(role__in=MANAGERS, pk__in=members)
        return set(managers.values_list("pk", flat=True))

    def narrow(self, rows: NotificationQuerySet, viewer: Viewer) -> NotificationQuerySet:
        """Nothing of experiments for those who are no managers any more."""
        return rows if _manages(viewer) else rows.exclude(kind=ExperimentSettled.key)

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """What came of it, in a sentence."""
        found = self._found(viewer, {subject for row in rows for subject in row.subjects})
        library = reverse("experiment_library")
        return {
            row.pk: Shown(url=one.get_absolute_url(), extract=headline(one), thread_title=str(one.plan.experiment),
                          thread_url=library, place_name=_("Library of results"))
            for row in rows if (one := found.get(row.subjects[-1])) is not None
        }  # fmt: skip

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """The same by mail."""
        found = self._found(viewer, {item.subject_id for item in items})
        here = settings.PUBLIC_URL
        return {
            pk: Told(subject_id=pk, url=here + one.get_absolute_url(), html=format_html("<p>{}</p>", headline(one)),
                     text=headline(one), thread_title=str(one.plan.experiment),
                     thread_url=here + reverse("experiment_library"), place_name=_("Library of results"))
            for pk, one in found.items()
        }  # fmt: skip

    def _found(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Result]:
        if not _manages(viewer):
            return {}
        return {one.pk: one for one in Result.objects.for_listing().filter(pk__in=ids)}


def _manages(viewer: Viewer) -> bool:
    return isinstance(viewer, Member) and viewer.is_manager


class ExperimentSettled(Notice):
    """An experiment is settled."""

    surface = Settled()
    key = setting = "experiment_settled"
    label = gettext_lazy("For managers: experiments that are settled")
    words = ngettext_lazy("An experiment is settled", "Experiments are settled", "people")
    why = gettext_lazy("You are a manager of this community.")
    icon = "split"
    personal = False
    verbs = ("experiment.settled",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """All managers."""
        return Member.objects.present().filter(role__in=MANAGERS).values_list("pk", flat=True)


register(ExperimentSettled())


@subscribe("experiment.settled", name="metrics.experiment_notices")
def tell_of_results(activity: Activity) -> None:
    """Tells managers that an experiment is settled."""
    tell(activity)
