"""Proposals, and cases somebody was given, as notices speak of them; never with words of what they are about."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from members.notifications.notices import Happening
from moderation.escalation.announcing import AboutCases, in_words
from moderation.review.cases import Case
from moderation.review.decisions import Decision

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.activity.models import Activity
    from members.notifications.models import MailItem
    from members.notifications.notices import Told

NUMBER = -(2**44) - 2**43
"""Under which number these notices gather, far from those of threads, talks, tasks and shifts."""
ASKED = ("decision.proposed", "decision.back_asked")
ANSWERED = ("decision.made", "decision.declined", "decision.reversed", "decision.back_declined")
SECOND_WANTED = "second_wanted"


class Proposals(AboutCases):
    """What waits for a second moderator, and what became of it. The subject of every notice is one decision."""

    verbs = (*ASKED, *ANSWERED)

    def happening(self, activity: Activity) -> Happening | None:
        """The decision, if it still is what the activity says; what joined another is told with that."""
        rows = Decision.objects.filter(pk=activity.subject_id or 0, joined_to=None)
        found = rows.select_related("case__about", "decided_by").first()
        if found is None or (activity.verb in ASKED and not waits(found)):
            return None
        return Happening(activity.actor_id or 0, found.pk, activity.at, NUMBER, None, found)

    def case_of(self, thing: Any) -> Case:
        """Its case."""
        case: Case = thing.case
        return case

    def said_of(self, thing: Any) -> str:
        """The case, and what became of the proposal; why, if it was not agreed to."""
        words = in_words(thing.case)
        last = max(thing.take_backs.all(), key=lambda one: one.pk, default=None)
        if waits(thing):
            return words
        if thing.declined_at is not None or (last is not None and not last.is_agreed):
            why = last.declined_why if last is not None else thing.declined_why
            return _("%(case)s. Not agreed: %(why)s") % {"case": words, "why": why} if why else words
        return _("%(case)s. It is settled.") % {"case": words}

    def page_of_several(self) -> str:
        """What waits for a second moderator."""
        return reverse("moderate_second")

    def things(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Any]:
        """Those of cases the viewer may see."""
        rows = Decision.objects.filter(case__in=Case.objects.visible_to(viewer))
        found: dict[int, Any] = rows.select_related("case").prefetch_related("take_backs").in_bulk(list(ids))
        return found

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """The same; nobody is asked by mail to agree to what is settled."""
        asked = {item.subject_id for item in items if item.kind == SECOND_WANTED}
        settled = {pk for pk, one in self.things(viewer, asked).items() if not waits(one)}
        return super().told(viewer, [item for item in items if item.subject_id not in settled])


class Given(AboutCases):
    """Cases somebody was given. The subject of every notice is one case."""

    verbs = ("case.assigned",)

    def happening(self, activity: Activity) -> Happening | None:
        """The case, while it is open and theirs."""
        rows = Case.objects.open().filter(pk=activity.subject_id or 0, assigned_to=activity.facts.get("member") or 0)
        found = rows.select_related("about").first()
        return Happening(activity.actor_id or 0, found.pk, activity.at, NUMBER, None, found) if found else None

    def case_of(self, thing: Any) -> Case:
        """Itself."""
        case: Case = thing
        return case

    def said_of(self, thing: Any) -> str:
        """The case, and why it was given."""
        return f"{in_words(thing)}. {thing.assigned_why}" if thing.assigned_why else in_words(thing)

    def mailed_of(self, thing: Any) -> str:
        """The case alone; why stands inside."""
        return in_words(thing)

    def page_of_several(self) -> str:
        """One's own cases."""
        return reverse("moderate_mine")

    def things(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Any]:
        """Those the viewer may see, and has."""
        rows: dict[int, Any] = Case.objects.visible_to(viewer).filter(assigned_to=viewer.pk).in_bulk(list(ids))
        return rows


def waits(decision: Decision) -> bool:
    """Whether another moderator has to agree to it, or to taking it back."""
    if decision.is_proposal:
        return True
    return decision.is_standing and any(one.settled_at is None for one in decision.take_backs.all())
