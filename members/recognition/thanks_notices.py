"""Who is told of thanks: whom they were said to."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from members.activity.models import Activity
from members.activity.subscribing import subscribe
from members.notifications.notices import Happening, Notice, Shown, Surface, Told, register
from members.notifications.telling import take_back, tell
from members.profiles.keeping_away import apart
from members.profiles.models import Member
from members.recognition.thanks import Thanks

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.notifications.models import MailItem, Notification, NotificationQuerySet

_BELOW = -(2**43)


def _number(pk: int) -> int:
    """Under which number a notice of thanks can be found again; threads have theirs above nought."""
    return _BELOW - pk


class Thanked(Surface):
    """Thanks. The subject of every notice is one of them."""

    verbs = ("thanks.given",)

    def happening(self, activity: Activity) -> Happening | None:
        """The thanks and who said them; None if they were taken back."""
        said = Thanks.objects.standing().filter(pk=activity.subject_id or 0).first()
        return Happening(said.giver_id, said.pk, activity.at, _number(said.pk), thing=said) if said else None

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Whom they were said to, unless they blocked who said it."""
        people = list(Member.objects.get_queryset().filter(pk__in={happening.actor_id, happening.thing.receiver_id}))
        return set() if apart(people) else set(members) & {happening.thing.receiver_id}

    def narrow(self, rows: NotificationQuerySet, viewer: Viewer) -> NotificationQuerySet:
        """All of them: a row is its member's own."""
        return rows

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """Each row says the reason, as long as the thanks stand and what they are for may be read."""
        found = self._to(viewer, {subject for row in rows for subject in row.subjects})
        looks = {}
        for row in rows:
            said = next((found[subject] for subject in row.subjects if subject in found), None)
            if said is not None:
                url = said.get_absolute_url()
                looks[row.pk] = Shown(
                    url=url, extract=said.reason, thread_title=_("Thanks"), thread_url=url, place_name=_("Recognition")
                )
        return looks

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """The reason in full."""
        found = self._to(viewer, {item.subject_id for item in items})
        return {pk: _told(said) for pk, said in found.items()}

    def _to(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Thanks]:
        rows = Thanks.objects.visible_to(viewer).filter(receiver=viewer.pk, pk__in=ids)
        return {row.pk: row for row in rows.select_related("receiver")}


def _told(said: Thanks) -> Told:
    here = settings.PUBLIC_URL + said.get_absolute_url()
    return Told(
        subject_id=said.pk, url=here, html=format_html("<p>{}</p>", said.reason), text=said.reason,
        thread_title=_("Thanks"), thread_url=here, place_name=_("Recognition"),
    )  # fmt: skip


class SaidThanks(Notice):
    """Somebody thanked me."""

    key = setting = "thanks"
    label = gettext_lazy("Thanks to me")
    words = ngettext_lazy("%(who)s thanked you", "%(who)s thanked you", "people")
    why = gettext_lazy("It was said to you.")
    icon = "heart"
    surface = Thanked()
    verbs = ("thanks.given",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Whom they were said to."""
        return [happening.thing.receiver_id]


register(SaidThanks())


@subscribe("thanks.given", name="members.thanks_notices")
def tell_of_thanks(activity: Activity) -> None:
    """Tells members that somebody thanked them."""
    tell(activity)


@subscribe("thanks.withdrawn", name="members.thanks_notices_taken_back")
def forget_thanks(activity: Activity) -> None:
    """Takes thanks that were taken back out of notifications nobody has seen yet."""
    if activity.subject_id is not None:
        take_back(_number(activity.subject_id), activity.subject_id, [SaidThanks.key])
