"""Spotlights as notices speak of them: whoever is asked is told, and whoever asked hears the answer. Nobody else."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from members.activity.models import Activity
from members.activity.subscribing import subscribe
from members.notifications.notices import Happening, Notice, Shown, Surface, Told, register
from members.notifications.telling import tell
from programs.spotlights.models import Spotlight

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.notifications.models import MailItem, Notification, NotificationQuerySet

NOBODY = 0
ENDS = ("spotlight.declined", "spotlight.withdrawn", "spotlight.called_back")


class Spotlights(Surface):
    """Spotlights that somebody is asked for. The subject of every notice is a spotlight."""

    verbs = (
        "spotlight.asked", "spotlight.accepted", "spotlight.answered", "spotlight.edited",
        "spotlight.agreed", "spotlight.published", *ENDS,
    )  # fmt: skip

    def happening(self, activity: Activity) -> Happening | None:
        """The spotlight; None where it ended since, or its words were edited again."""
        found = Spotlight.objects.select_related("member", "occurrence").filter(pk=activity.subject_id or 0).first()
        if found is None or (found.ended_at is not None and activity.verb not in ENDS):
            return None
        if activity.facts.get("edition", found.edition) != found.edition:
            return None
        return Happening(activity.actor_id or NOBODY, found.pk, activity.at, thing=found)

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Whom it is about, and who asked."""
        return set(members) & {happening.thing.member_id, happening.thing.asked_by_id}

    def narrow(self, rows: NotificationQuerySet, viewer: Viewer) -> NotificationQuerySet:
        """All of them: a row is its member's own."""
        return rows

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """Each leads to where the reader can do something."""
        found = self._seen(viewer, {subject for row in rows for subject in row.subjects})
        return {
            row.pk: Shown(url=_address(one, viewer), extract=one.occurrence.name, thread_title=_("Spotlight"),
                          thread_url=_address(one, viewer), place_name=_("Programs"))
            for row in rows if (one := found.get(row.subjects[-1])) is not None
        }  # fmt: skip

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """What it is about, with the way there; the words themselves stand on the page alone."""
        found = self._seen(viewer, {item.subject_id for item in items})
        return {pk: _told(one, viewer) for pk, one in found.items()}

    def _seen(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Spotlight]:
        own = Q(member=viewer.pk)
        if viewer.is_authenticated and viewer.is_manager:
            own |= Q(asked_by=viewer.pk)
        rows = Spotlight.objects.filter(own, pk__in=ids).select_related("occurrence__program", "member")
        return {one.pk: one for one in rows}


def _address(one: Spotlight, viewer: Viewer) -> str:
    if one.member_id != viewer.pk:
        return reverse("spotlight_manage", args=[one.occurrence_id])
    if one.ended_at is not None:
        return reverse("spotlights")
    return reverse("spotlight_mine", args=[one.occurrence_id])


def _told(one: Spotlight, viewer: Viewer) -> Told:
    url = settings.PUBLIC_URL + _address(one, viewer)
    words = _("Nothing is shown without your yes to exactly these words, and you can take it back at any time.")
    if one.ended_at is not None:
        words = _("Nothing of it is shown, and what you wrote for it is deleted.")
    if one.member_id != viewer.pk:
        words = _("It is about %(name)s.") % {"name": one.member.name}
    return Told(
        subject_id=one.pk, url=url, html=format_html("<p>{}</p>", words), text=words, thread_title=one.occurrence.name,
        thread_url=url, place_name=_("Programs"),
    )  # fmt: skip


class AboutMe(Notice):
    """Something I am asked, or have to say yes to."""

    surface: ClassVar[Surface] = Spotlights()
    key = "spotlight_asked"
    setting = "spotlight"
    label = gettext_lazy("A spotlight I am asked for")
    words = ngettext_lazy(
        "%(who)s would like to show you in a spotlight", "%(who)s would like to show you in a spotlight", "people"
    )
    why = gettext_lazy("You are asked for it.")
    icon = "user"
    by_mail = True
    verbs: ClassVar[tuple[str, ...]] = ("spotlight.asked",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Who is asked."""
        return [happening.thing.member_id]


class WordsEdited(AboutMe):
    """My words read differently now."""

    key = "spotlight_edited"
    words = ngettext_lazy(
        "%(who)s edited your words; they wait for your yes", "%(who)s edited your words; they wait for your yes",
        "people",
    )  # fmt: skip
    icon = "pencil"
    every_time = True
    verbs = ("spotlight.edited",)


class Published(AboutMe):
    """I am in the spotlight."""

    key = "spotlight_shown"
    words = ngettext_lazy("Your spotlight is published", "Your spotlight is published", "people")
    verbs = ("spotlight.published",)


class CalledBack(AboutMe):
    """I am asked no more."""

    key = "spotlight_off"
    words = ngettext_lazy(
        "%(who)s asks you no more for a spotlight", "%(who)s asks you no more for a spotlight", "people"
    )
    why = gettext_lazy("You were asked for it.")
    verbs = ("spotlight.called_back",)


class Answered(AboutMe):
    """Whoever I asked did something."""

    key = "spotlight_said"
    setting = "spotlight_said"
    label = gettext_lazy("What somebody says whom I asked for a spotlight")
    words = ngettext_lazy("%(who)s accepted a spotlight", "%(who)s accepted a spotlight", "people")
    why = gettext_lazy("You asked for it.")
    by_mail = False
    every_time = True
    verbs: ClassVar[tuple[str, ...]] = ("spotlight.accepted",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Who asked."""
        return [pk for pk in (happening.thing.asked_by_id,) if pk is not None]


class Declined(Answered):
    """They would rather not, or not now."""

    key = "spotlight_declined"
    words = ngettext_lazy("%(who)s would rather not be shown now", "%(who)s would rather not be shown now", "people")
    verbs = ("spotlight.declined", "spotlight.withdrawn")


class Sent(Answered):
    """The words are there."""

    key = "spotlight_answered"
    words = ngettext_lazy("%(who)s answered your questions", "%(who)s answered your questions", "people")
    verbs = ("spotlight.answered",)


class Agreed(Answered):
    """They said yes to the words."""

    key = "spotlight_agreed"
    words = ngettext_lazy("%(who)s said yes to the final words", "%(who)s said yes to the final words", "people")
    verbs = ("spotlight.agreed",)


for kind in (AboutMe, WordsEdited, Published, CalledBack, Answered, Declined, Sent, Agreed):
    register(kind())


@subscribe(*Spotlights.verbs, name="programs.spotlight_notices")
def tell_of_spotlights(activity: Activity) -> None:
    """Tells whoever is asked for a spotlight, and who asked."""
    tell(activity)
