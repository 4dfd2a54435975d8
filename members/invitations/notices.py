"""The inviter is told once, when somebody they brought gets a first answer; the front hall's notices load it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from members.activity.models import Activity
from members.activity.subscribing import subscribe
from members.invitations.referrals import Referral
from members.notifications.notices import Happening, Notice, Shown, Surface, Told, register
from members.notifications.telling import tell

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.notifications.models import MailItem, Notification, NotificationQuerySet
    from members.profiles.models import Member


class Referrals(Surface):
    """Who brought whom. The subject of every notice is a referral; it says nothing of what was written where."""

    verbs = ("referral.answered",)

    def happening(self, activity: Activity) -> Happening | None:
        """The referral, told in the name of who was brought; None if they are gone."""
        found = Referral.objects.filter(pk=activity.subject_id or 0, member__is_active=True).first()
        return Happening(found.member_id, found.pk, activity.at, thing=found) if found else None

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Who brought them."""
        return set(members) & {happening.thing.referrer_id}

    def narrow(self, rows: NotificationQuerySet, viewer: Viewer) -> NotificationQuerySet:
        """All of them: a row is its member's own."""
        return rows

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """Each row leads to the profile of who was brought."""
        people = self._brought(viewer, {subject for row in rows for subject in row.subjects})
        looks = {}
        for row in rows:
            member = next((people[subject] for subject in row.subjects if subject in people), None)
            if member is not None:
                address = member.get_absolute_url()
                looks[row.pk] = Shown(url=address, thread_title=member.name, thread_url=address, place_name=_("People"))
        return looks

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """Their name, and a word on what one could do."""
        here, words = settings.PUBLIC_URL, _("A word of welcome from you may be what makes them stay.")
        return {
            pk: Told(
                subject_id=pk,
                url=here + member.get_absolute_url(),
                html=format_html("<p>{}</p>", words),
                text=words,
                thread_title=member.name,
                thread_url=here + member.get_absolute_url(),
                place_name=_("People"),
            )
            for pk, member in self._brought(viewer, {item.subject_id for item in items}).items()
        }

    def _brought(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Member]:
        found = Referral.objects.filter(pk__in=ids, referrer=viewer.pk, member__is_active=True)
        return {referral.pk: referral.member for referral in found.select_related("member")}


class FirstAnswer(Notice):
    """Somebody whom I brought was answered for the first time."""

    key = setting = "first_answer"
    label = gettext_lazy("Somebody I invited gets their first answer")
    words = ngettext_lazy("%(who)s got a first answer", "%(who)s got their first answers", "people")
    why = gettext_lazy("You invited them.")
    icon = "user-plus"
    surface = Referrals()
    verbs = ("referral.answered",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Who brought them."""
        return [happening.thing.referrer_id]


register(FirstAnswer())


@subscribe("referral.answered", name="members.referral_notices")
def tell_the_inviter(activity: Activity) -> None:
    """Tells members that somebody they invited got a first answer."""
    tell(activity)
