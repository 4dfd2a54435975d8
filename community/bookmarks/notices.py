"""Reminders in the inbox and by mail; the front hall's notices load them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from community.bookmarks.announcing import Reminders
from members.activity.models import Activity
from members.activity.subscribing import subscribe
from members.notifications.notices import Notice, register
from members.notifications.telling import tell

if TYPE_CHECKING:
    from members.notifications.notices import Happening

REMINDERS = Reminders()


class Reminded(Notice):
    """The time has come that I named."""

    surface = REMINDERS
    key = setting = "reminder"
    label = _("A reminder I set for something I saved")
    words = ngettext_lazy("You wanted to be reminded of this", "You wanted to be reminded of this", "people")
    why = _("You saved this with a reminder.")
    icon = "bookmark"
    by_mail = True
    verbs = ("reminder.came",)
    if_unanswered = False

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Whoever set it, if it is of this kind."""
        reminder = happening.thing
        return [reminder.bookmark.member_id] if reminder.if_unanswered == self.if_unanswered else []


class StillUnanswered(Reminded):
    """The time has come, and nobody has answered."""

    key = "unanswered_reminder"
    setting, label = Reminded.setting, Reminded.label
    words = ngettext_lazy("Nobody has answered this yet", "Nobody has answered this yet", "people")
    why = _("You asked to be told if nobody has answered by now.")
    icon = "hourglass"
    if_unanswered = True


for kind in (Reminded, StillUnanswered):
    register(kind())


@subscribe("reminder.came", name="community.reminders")
def tell_who_asked(activity: Activity) -> None:
    """Tells a member what they wanted to be reminded of."""
    tell(activity)
