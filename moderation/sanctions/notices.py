"""Notices about where a member stands: what ended, by time or early. Each is for the member alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.urls import reverse
from django.utils import formats
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from members.activity.models import Activity
from members.activity.subscribing import subscribe
from members.notifications.notices import Happening, Notice, Shown, Surface, Told, register
from members.notifications.telling import tell
from members.profiles.models import Member

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.notifications.models import MailItem, Notification, NotificationQuerySet

NOBODY = 0
"""Stands for who did it: the clock, or the team as one."""


class OwnStanding(Surface):
    """Where a member stands. The subject of every notice is a strike or a sanction of theirs."""

    verbs = ("strike.expired", "sanction.ended", "sanction.lifted")

    def happening(self, activity: Activity) -> Happening | None:
        """What ended, and whose it was; None if they are gone."""
        member = Member.objects.present().filter(pk=activity.facts["member"]).first()
        if member is None or activity.subject_id is None:
            return None
        return Happening(NOBODY, activity.subject_id, activity.at, thing=member)

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """The member it is about."""
        return {happening.thing.pk} & set(members)

    def narrow(self, rows: NotificationQuerySet, viewer: Viewer) -> NotificationQuerySet:
        """All of them: they are about who reads them."""
        return rows

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """Each leads to the page about oneself."""
        url, title = reverse("standing"), _("Where you stand")
        goes_on = what_goes_on(viewer)
        return {
            row.pk: Shown(
                url=url, extract=goes_on if row.kind in ENDS else "", thread_title=title, thread_url=url, place_name=""
            )
            for row in rows
        }

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """What is over, and where the rest can be read."""
        rest = _("What is left, and what ended before, stands on the page about where you stand.")
        words = f"{what_goes_on(viewer)} {rest}"
        url = settings.PUBLIC_URL + reverse("standing")
        return {
            item.subject_id: Told(
                subject_id=item.subject_id,
                url=url,
                html=format_html("<p>{}</p>", words),
                text=words,
                thread_title=_("Where you stand"),
                thread_url=url,
                place_name="",
            )
            for item in items
        }


ENDS = ("sanction_ended", "sanction_lifted")
"""The kinds that say that somebody may do something again."""


def what_goes_on(viewer: Viewer) -> str:
    """What the reader may not do still, and until when; as things stand now."""
    if not isinstance(viewer, Member) or not (viewer.is_suspended or viewer.is_silenced):
        return _("You can take part again as before.")
    if viewer.is_banned:
        return _("Another decision goes on: your account is closed for good.")
    until = viewer.suspended_until if viewer.is_suspended else viewer.silenced_until
    assert until is not None
    day = {"day": formats.date_format(until.astimezone(viewer.zone), "DATETIME_FORMAT")}
    if viewer.is_suspended:
        return _("Another decision goes on: you do not take part until %(day)s.") % day
    return _("Another decision goes on: you read, and do not write until %(day)s.") % day


class AboutStanding(Notice):
    """Something of mine ended."""

    setting = "standing"
    label = gettext_lazy("Steps, silences and suspensions of mine that end")
    why = gettext_lazy("It is about you.")
    icon = "shield"
    every_time = True
    by_mail = True
    surface: ClassVar[Surface] = OwnStanding()

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Whose it was."""
        return [happening.thing.pk]


class StrikeExpired(AboutStanding):
    """A step does not count any more."""

    key = "strike_expired"
    words = ngettext_lazy(
        "A step of yours expired and counts no more", "A step of yours expired and counts no more", "people"
    )
    verbs = ("strike.expired",)


class SanctionEnded(AboutStanding):
    """A silence or a suspension ended by time."""

    key = "sanction_ended"
    words = ngettext_lazy(
        "A silence or suspension of yours is over", "A silence or suspension of yours is over", "people"
    )
    verbs = ("sanction.ended",)


class SanctionLifted(AboutStanding):
    """The team ended it early."""

    key = "sanction_lifted"
    words = ngettext_lazy(
        "The team ended early what you were not to do", "The team ended early what you were not to do", "people"
    )
    verbs = ("sanction.lifted",)


KINDS: list[type[AboutStanding]] = [StrikeExpired, SanctionEnded, SanctionLifted]
for kind in KINDS:
    register(kind())


@subscribe(*OwnStanding.verbs, name="moderation.standing_notices")
def tell_what_ended(activity: Activity) -> None:
    """Tells members that a step, a silence or a suspension of theirs ended."""
    tell(activity)
