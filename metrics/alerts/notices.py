"""Who is told when an alert opens: managers, and the hosts of the space it is about; once, and never while it lasts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from members.activity.subscribing import subscribe
from members.notifications.notices import Notice, register
from members.notifications.telling import take_back, tell
from metrics.alerts.announcing import NUMBER, Findings, hosts, managers
from metrics.alerts.models import Finding

if TYPE_CHECKING:
    from members.activity.models import Activity
    from members.notifications.notices import Happening


class AlertOpened(Notice):
    """Something in the numbers of the community asks for somebody."""

    key = "alert_opened"
    setting = "alert"
    label = _("For managers and hosts: alerts of health")
    words = ngettext_lazy("An alert is open", "Alerts are open", "people")
    why = _("You look after this community, or after the space it is about.")
    icon = "activity"
    verbs = ("alert.opened",)
    surface = Findings()

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """The hosts of its space; and the managers, unless the same is open for the whole community anyway."""
        finding: Finding = happening.thing
        whole = Finding.objects.open().filter(kind=finding.kind, space=None)
        known = finding.space is not None and whole.exists()
        return hosts(finding) if known else {*managers(), *hosts(finding)}

    def bundle(self, happening: Happening) -> str:
        """A row of its own for each."""
        return f"{self.key}:{happening.subject_id}"


register(AlertOpened())


@subscribe("alert.opened", name="metrics.alerts_told")
def tell_of_alert(activity: Activity) -> None:
    """Tells managers and hosts that an alert opened."""
    told = Finding.objects.filter(pk=activity.subject_id or 0, told_at=None).update(told_at=timezone.now())
    if told:
        tell(activity)


@subscribe("alert.closed", "alert.set_aside", name="metrics.alerts_taken_back")
def forget_alert(activity: Activity) -> None:
    """Takes an alert that closed, or that can wait, out of notices nobody has seen yet."""
    take_back(NUMBER, activity.subject_id or 0, [AlertOpened.key])
