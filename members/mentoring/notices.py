"""Who is told of mentors: a mentor of an offer and of a day to ask, a newcomer of their mentor, both of the end."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from members.activity.models import Activity
from members.activity.subscribing import subscribe
from members.mentoring.models import Mentorship
from members.notifications.notices import Happening, Notice, Shown, Surface, Told, register
from members.notifications.telling import tell

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.notifications.models import MailItem, Notification, NotificationQuerySet

NOBODY = 0
"""Stands for who did it: the clock."""


def words_of(pair: Mentorship, viewer_id: int) -> str:
    """What there is to say of it to one of the two, as it stands now; empty if there is nothing."""
    names = {"mentor": pair.mentor.name, "name": pair.newcomer.name}
    if viewer_id == pair.newcomer_id:
        if pair.accepted_at is None:
            return ""
        if pair.closed_at is not None:
            return _("%(mentor)s is not your mentor any more. You can still write to each other.") % names
        return _("%(mentor)s is your mentor. Ask whatever you like.") % names
    if pair.closed_at is None and pair.accepted_at is None:
        return _("%(name)s is new here. Do you have time to be their mentor?") % names
    if pair.closed_at is None:
        return _("Ask %(name)s how it goes.") % names
    if pair.accepted_at is not None:
        return _("You are not the mentor of %(name)s any more. Thank you.") % names
    return ""


class Mentoring(Surface):
    """Mentors and newcomers. The subject of every notice is one pair."""

    verbs = ("mentorship.offered", "mentorship.accepted", "mentorship.ended", "check_in.due")

    def happening(self, activity: Activity) -> Happening | None:
        """The pair; None for an offer that is answered by now."""
        pair = Mentorship.objects.filter(pk=activity.subject_id or 0).first()
        if pair is None or (activity.verb == "mentorship.offered" and (pair.closed_at or pair.accepted_at)):
            return None
        return Happening(activity.actor_id or NOBODY, pair.pk, activity.at, thing=pair)

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """The two; the newcomer once the mentor has accepted."""
        pair = happening.thing
        return set(members) & ({pair.mentor_id, pair.newcomer_id} if pair.accepted_at else {pair.mentor_id})

    def narrow(self, rows: NotificationQuerySet, viewer: Viewer) -> NotificationQuerySet:
        """All of them: a row is its member's own."""
        return rows

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """Each row says how it stands, and opens the page about mentors."""
        words = self._words(viewer, {subject for row in rows for subject in row.subjects})
        return {
            row.pk: Shown(
                url=reverse("mentoring"), extract=words[row.subjects[-1]], thread_title=_("Mentors"),
                thread_url=reverse("mentoring"), place_name=_("Mentors"),
            )
            for row in rows if row.subjects[-1] in words
        }  # fmt: skip

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """How it stands, and where to answer."""
        here = settings.PUBLIC_URL + reverse("mentoring")
        words = self._words(viewer, {item.subject_id for item in items})
        return {
            pk: Told(
                subject_id=pk, url=here, html=format_html("<p>{}</p>", said), text=said, thread_title=_("Mentors"),
                thread_url=here, place_name=_("Mentors"),
            )
            for pk, said in words.items()
        }  # fmt: skip

    def _words(self, viewer: Viewer, ids: Collection[int]) -> dict[int, str]:
        mine = Mentorship.objects.filter(Q(mentor=viewer.pk) | Q(newcomer=viewer.pk), pk__in=ids)
        said = {pair.pk: words_of(pair, viewer.pk or 0) for pair in mine.select_related("mentor", "newcomer")}
        return {pk: words for pk, words in said.items() if words}


class Offered(Notice):
    """A newcomer is offered to me."""

    key = setting = "mentor_offered"
    label = gettext_lazy("That a newcomer could use me as a mentor, or a day to ask how it goes")
    words = ngettext_lazy("A newcomer looks for a mentor", "Newcomers look for a mentor", "people")
    why = gettext_lazy("You are a mentor.")
    by_mail = True
    icon = "graduation-cap"
    surface = Mentoring()
    verbs = ("mentorship.offered",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """The mentor."""
        return [happening.thing.mentor_id]


class Due(Offered):
    """It is a day to ask a newcomer how it goes."""

    key = "mentor_check_in"
    setting = Offered.setting
    words = ngettext_lazy("A day to ask how it goes", "A day to ask how it goes", "people")
    verbs = ("check_in.due",)


class Found(Offered):
    """I have a mentor."""

    key = setting = "mentor_found"
    label = gettext_lazy("That I have a mentor, or that it ended")
    words = ngettext_lazy("You have a mentor", "You have a mentor", "people")
    why = gettext_lazy("You are new here.")
    verbs = ("mentorship.accepted",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """The newcomer."""
        return [happening.thing.newcomer_id]


class Ended(Found):
    """What I had with a mentor or a newcomer has ended."""

    key = "mentor_ended"
    setting = Found.setting
    words = ngettext_lazy("A mentorship has ended", "A mentorship has ended", "people")
    why = gettext_lazy("You were one of the two.")
    by_mail = False
    verbs = ("mentorship.ended",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """The other of the two, if they knew of each other."""
        pair = happening.thing
        both = {pair.mentor_id, pair.newcomer_id} if pair.accepted_at else set()
        return both - {activity.actor_id}


for kind in (Offered, Due, Found, Ended):
    register(kind())


@subscribe("mentorship.offered", "mentorship.accepted", "mentorship.ended", "check_in.due",
           name="members.mentor_notices")  # fmt: skip
def tell_of_mentors(activity: Activity) -> None:
    """Tells mentors whom they could look after and when to ask, and newcomers who looks after them."""
    tell(activity)
