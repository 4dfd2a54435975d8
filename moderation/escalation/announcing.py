"""Escalations and severe cases as notices speak of them; never with words of anybody."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from members.notifications.notices import NOTICES, Happening, Shown, Surface, Told
from members.profiles.models import Member
from moderation.escalation.models import Escalation
from moderation.escalation.severe import severe_case
from moderation.escalation.whom import those_who_may
from moderation.review.cases import Case
from moderation.rota.shifts import is_of_the_team

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.activity.models import Activity
    from members.notifications.models import MailItem, Notification, NotificationQuerySet

NOBODY = 0
NUMBER = -(2**44) - 2**42
"""Under which number these notices gather, far from those of threads, talks, tasks and shifts."""


class AboutCases(Surface):
    """What all notices about a case share: nobody hears of one they may not see."""

    @abstractmethod
    def case_of(self, thing: Any) -> Case:
        """The case of what it is about."""

    @abstractmethod
    def things(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Any]:
        """Of these, what a viewer may see."""

    def said_of(self, thing: Any) -> str:
        """What is said of it: the case, by its number and when it is due."""
        return in_words(self.case_of(thing))

    def mailed_of(self, thing: Any) -> str:
        """What is said of it by mail: the same, without what somebody typed."""
        return self.said_of(thing)

    def page_of_several(self) -> str:
        """Where several of them stand."""
        return reverse("moderate")

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Whoever may see the case."""
        people = Member.objects.present().filter(pk__in=members)
        return {member.pk for member in those_who_may(people, self.case_of(happening.thing))}

    def narrow(self, rows: NotificationQuerySet, viewer: Viewer) -> NotificationQuerySet:
        """Nothing of cases for those who are not of the team any more."""
        keys = [key for key, notice in NOTICES.items() if isinstance(notice.surface, AboutCases)]
        return rows if is_of_the_team(viewer) else rows.exclude(kind__in=keys)

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """The latest; several that are told together open the queue."""
        found = self.things(viewer, {subject for row in rows for subject in row.subjects})
        looks = {}
        for row in rows:
            things = [found[subject] for subject in row.subjects if subject in found]
            if things:
                case, said = self.case_of(things[-1]), self.said_of(things[-1])
                url = case.get_absolute_url() if len(things) == 1 else self.page_of_several()
                looks[row.pk] = Shown(url=url, extract=said, place_name=_("Team"))
        return looks

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """The same."""
        here = settings.PUBLIC_URL
        looks = {}
        for pk, thing in self.things(viewer, {item.subject_id for item in items}).items():
            case = self.case_of(thing)
            words, url = self.mailed_of(thing), here + case.get_absolute_url()
            looks[pk] = Told(pk, url, format_html("<p>{}</p>", words), words, _("Moderation"), url, _("Team"))
        return looks


class Escalations(AboutCases):
    """Escalations. The subject of every notice is one."""

    verbs = ("escalation.made", "escalation.went_on")

    def happening(self, activity: Activity) -> Happening | None:
        """The escalation, while nobody has acknowledged it."""
        one = Escalation.objects.waiting().filter(pk=activity.subject_id or 0).select_related("case").first()
        return Happening(activity.actor_id or NOBODY, one.pk, activity.at, NUMBER, None, one) if one else None

    def case_of(self, thing: Any) -> Case:
        """Its case."""
        case: Case = thing.case
        return case

    def things(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Any]:
        """Those of cases the viewer may see."""
        rows: dict[int, Any] = Escalation.objects.visible_to(viewer).select_related("case").in_bulk(list(ids))
        return rows


class SevereCases(AboutCases):
    """Severe cases. The subject of every notice is one."""

    verbs = ("case.opened", "case.more_severe", "case.unclaimed")

    def happening(self, activity: Activity) -> Happening | None:
        """The case, while it is open and severe. Whoever reported it may be on duty, and is told all the same."""
        case = severe_case(activity.subject_id)
        return Happening(NOBODY, case.pk, activity.at, NUMBER, None, case) if case else None

    def case_of(self, thing: Any) -> Case:
        """Itself."""
        case: Case = thing
        return case

    def things(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Any]:
        """Those the viewer may see."""
        rows: dict[int, Any] = Case.objects.visible_to(viewer).in_bulk(list(ids))
        return rows


def in_words(case: Case) -> str:
    """Number, severity and due time; nothing of what it is about."""
    due = formats.date_format(timezone.localtime(case.due_at), "DATETIME_FORMAT")
    return _("Case %(number)d, severity: %(severity)s, due %(time)s") % {
        "number": case.pk, "severity": case.get_severity_display(), "time": due
    }  # fmt: skip
