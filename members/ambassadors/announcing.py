"""What happens around ambassadors, as notices speak of it: their year for themselves, applications for who applied."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from members.ambassadors.applying import AmbassadorApplication
from members.ambassadors.models import Ambassador, How
from members.notifications.notices import Happening, Shown, Surface, Told

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.activity.models import Activity
    from members.notifications.models import MailItem, Notification, NotificationQuerySet

NOBODY = 0
"""Stands for who did it: the year, or the team as a whole."""


class OfAmbassadors(Surface):
    """Rows that are their member's own; what they say follows how things stand."""

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Whose it is."""
        return set(members)

    def narrow(self, rows: NotificationQuerySet, viewer: Viewer) -> NotificationQuerySet:
        """All of them: a row is its member's own."""
        return rows

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """Each row says it in words, and opens where one answers."""
        found = self.found(viewer, {subject for row in rows for subject in row.subjects})
        return {
            row.pk: Shown(
                url=self.url(found[row.subjects[-1]], viewer), extract=self.words(found[row.subjects[-1]]),
                thread_title=_("Ambassadors"), thread_url=reverse("ambassadors"), place_name=_("Ambassadors"),
            )
            for row in rows if row.subjects[-1] in found
        }  # fmt: skip

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """The same words, and where to answer."""
        found = self.found(viewer, {item.subject_id for item in items})
        return {pk: self._told(pk, self.words(one), self.url(one, viewer)) for pk, one in found.items()}

    def _told(self, pk: int, words: str, path: str) -> Told:
        url = settings.PUBLIC_URL + path
        return Told(
            subject_id=pk, url=url, html=format_html("<p>{}</p>", words), text=words, thread_title=_("Ambassadors"),
            thread_url=url, place_name=_("Ambassadors"),
        )  # fmt: skip

    @abstractmethod
    def found(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Any]:
        """Of these, what is the reader's own."""

    @abstractmethod
    def words(self, one: Any) -> str:
        """What is said of it now."""

    @abstractmethod
    def url(self, one: Any, viewer: Viewer) -> str:
        """Where one reads on."""


class Years(OfAmbassadors):
    """The year of an ambassador. The subject of every notice is the ambassador."""

    verbs = (
        "ambassador.begun", "ambassador.renewal_asked", "ambassador.reminded", "ambassador.left", "ambassador.lapsed",
    )  # fmt: skip

    def happening(self, activity: Activity) -> Happening | None:
        """Whose year; None if it is gone."""
        one = Ambassador.objects.filter(pk=activity.subject_id or 0).first()
        return Happening(NOBODY, one.pk, activity.at, thing=one) if one else None

    def found(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Ambassador]:
        """The reader's own years."""
        return Ambassador.objects.filter(member=viewer.pk).select_related("grant").in_bulk(list(ids))

    def words(self, one: Ambassador) -> str:
        """How the year stands."""
        if one.how == How.ENDED:
            return _("Your time as an ambassador has ended.")
        if one.left_at is not None:
            return _("Thank you for your time as an ambassador. You keep a mark on your profile, and can come back.")
        if one.is_asked:
            day = formats.date_format(timezone.localtime(one.grant.ends_at), "DATE_FORMAT")
            return _("Your year as an ambassador ends on %(day)s. Say whether you stay for another.") % {"day": day}
        return _("You are an ambassador. Your kit, your space and your year stand on a page of their own.")

    def url(self, one: Ambassador, viewer: Viewer) -> str:
        """One's own year; of former ones the page about ambassadors."""
        return reverse("ambassador_year")


class Applications(OfAmbassadors):
    """Applications. The subject of every notice is the application."""

    verbs = (
        "ambassador_application.accepted", "ambassador_application.declined", "ambassador_application.questioned",
        "ambassador_application.answered",
    )  # fmt: skip

    def happening(self, activity: Activity) -> Happening | None:
        """The application; None if it is gone or was taken back."""
        rows = AmbassadorApplication.objects.select_related("nomination")
        one = rows.filter(pk=activity.subject_id or 0).first()
        return None if one is None or one.is_withdrawn else Happening(NOBODY, one.pk, activity.at, thing=one)

    def found(self, viewer: Viewer, ids: Collection[int]) -> dict[int, AmbassadorApplication]:
        """The reader's own, and those that they read as one of the team."""
        rows = AmbassadorApplication.objects.select_related("nomination")
        own = rows.filter(nomination__member=viewer.pk).in_bulk(list(ids))
        read = AmbassadorApplication.objects.visible_to(viewer).select_related("nomination").in_bulk(list(ids))
        return own | read

    def words(self, one: AmbassadorApplication) -> str:
        """How it stands: while it is open, the question; then the decision with its reason."""
        if one.nomination.accepted is None:
            asked = one.asked_back.last()
            return (asked.answer or asked.words) if asked else ""
        said = _("The answer is yes.") if one.nomination.accepted else _("The answer is no this time.")
        return f"{said} {one.reason}".strip()

    def url(self, one: AmbassadorApplication, viewer: Viewer) -> str:
        """For who applied their own page, for the team the page where it is read."""
        return reverse("ambassador_apply") if one.nomination.member_id == viewer.pk else one.get_absolute_url()
