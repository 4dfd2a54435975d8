"""What happens around groups, as notices speak of it: an application, an invitation or a bar, and who may know."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from members.groups.models import Group, GroupApplication, GroupBar, GroupInvitation
from members.notifications.notices import Happening, Shown, Surface, Told
from members.profiles.keeping_away import apart
from members.profiles.models import Member

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.activity.models import Activity
    from members.notifications.models import MailItem, Notification, NotificationQuerySet

type AboutGroup = GroupApplication | GroupInvitation | GroupBar


class InGroups(Surface):
    """Rows that belong to a group and a member. The subject of every notice is one of them."""

    model: ClassVar[type[AboutGroup]]
    page: ClassVar[str] = "group_page"

    def happening(self, activity: Activity) -> Happening | None:
        """The row and who acted; None if it is gone."""
        found = self.model.objects.filter(pk=activity.subject_id or 0).select_related("group", "member").first()
        if found is None or activity.actor_id is None:
            return None
        return Happening(activity.actor_id, found.pk, activity.at, thing=found)

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Those who may know of the group, and do not keep away from who acted."""
        people = list(Member.objects.get_queryset().filter(pk__in={*members, happening.actor_id}))
        away = {blocker for blocker, blocked in apart(people) if blocked == happening.actor_id}
        group = Group.objects.filter(pk=happening.thing.group_id)
        return {one.pk for one in people if one.pk in members and group.visible_to(one).exists()} - away

    def narrow(self, rows: NotificationQuerySet, viewer: Viewer) -> NotificationQuerySet:
        """All of them: whether a group may be known is asked when they are shown."""
        return rows

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """Each row leads to its group, as long as the reader may know of it."""
        found = self._groups(viewer, {subject for row in rows for subject in row.subjects})
        looks = {}
        for row in rows:
            group = next((found[subject] for subject in row.subjects if subject in found), None)
            if group is not None:
                looks[row.pk] = Shown(
                    url=self._address(group),
                    thread_title=group.name,
                    thread_url=group.get_absolute_url(),
                    place_name=_("Groups"),
                )
        return looks

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """The name of the group and where to read on."""
        found = self._groups(viewer, {item.subject_id for item in items})
        return {pk: self._told(pk, group) for pk, group in found.items()}

    def _told(self, pk: int, group: Group) -> Told:
        words, here = _("You read and answer it on the page of the group."), settings.PUBLIC_URL
        return Told(
            subject_id=pk,
            url=here + self._address(group),
            html=format_html("<p>{}</p>", words),
            text=words,
            thread_title=group.name,
            thread_url=here + group.get_absolute_url(),
            place_name=_("Groups"),
        )

    def _address(self, group: Group) -> str:
        return reverse(self.page, args=[group.slug])

    def _groups(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Group]:
        """By number of the row, the group it is about, if the reader may know of it: two queries."""
        rows = dict(self.model.objects.filter(pk__in=ids).values_list("pk", "group"))
        groups = Group.objects.visible_to(viewer).in_bulk(set(rows.values())) if rows else {}
        return {pk: groups[group] for pk, group in rows.items() if group in groups}


class Requests(InGroups):
    """Somebody asks to come in: for those who look after the group."""

    model = GroupApplication
    page = "group_care"
    verbs = ("group_application.made",)


class Answers(InGroups):
    """An application was answered: for who asked."""

    model = GroupApplication
    verbs = ("group_application.accepted", "group_application.declined")


class Invitations(InGroups):
    """Somebody is invited."""

    model = GroupInvitation
    verbs = ("group_invitation.made",)


class Bars(InGroups):
    """Somebody was barred: for them alone."""

    model = GroupBar
    verbs = ("group.member_barred",)
