"""Occurrences as notices speak of them: what an activity means, who may know, how it looks in an inbox and a mail."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from community.following.hearing import seers
from community.surfaces import InSpaces
from members.notifications.notices import Happening, Shown, Told
from members.profiles.models import Member
from programs.series.occurrences import Occurrence
from programs.series.swapping import offers_to
from programs.series.wording import Walls

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.activity.models import Activity
    from members.notifications.models import MailItem, Notification

NOBODY = 0
"""Stands for who did it: the clock."""

_BELOW = -(2**47)
"""Notices gather under numbers below this one, a number for each program."""

OF_HOSTS = (
    "occurrence_near", "occurrence_given", "occurrence_offered", "occurrence_taken", "occurrence_swap",
    "occurrence_kept", "occurrence_swapped",
)  # fmt: skip
"""Kinds for those who host; they lead to the page of one's turns."""
SWAP = "occurrence_swap"


def gathering_number(program_id: int) -> int:
    """Under which number notices about the dates of a program gather."""
    return _BELOW - program_id


class Occurrences(InSpaces):
    """Dates of programs. The subject of every notice is one occurrence."""

    verbs = (
        "occurrence.moved", "occurrence.called_off", "occurrence.put_back", "occurrence.turn_near",
        "occurrence.host_set", "occurrence.offered", "occurrence.taken_over", "occurrence.swap_offered",
        "occurrence.swap_declined", "occurrence.swapped",
    )  # fmt: skip

    def happening(self, activity: Activity) -> Happening | None:
        """The occurrence; None where something later was done to it, which tells how it stands, or it is over."""
        found = Occurrence.objects.select_related("program__space").filter(pk=activity.subject_id or 0).first()
        if found is None or found.opened_at is not None or found.missed_at is not None:
            return None
        if found.sequence != activity.facts.get("sequence", found.sequence):
            return None
        if activity.verb != "occurrence.called_off" and found.called_off_at is not None:
            return None
        number, place = gathering_number(found.program_id), found.program.space_id
        return Happening(activity.actor_id or NOBODY, found.pk, activity.at, number, place, found)

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Who sees its space; whoever hosts or owns it also where members do not see it in the calendar."""
        occurrence: Occurrence = happening.thing
        program = occurrence.program
        there = seers(program.space, members) if program.space is not None else set(members)
        return there if program.is_public else there & whose(occurrence)

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """The latest one, as it stands now."""
        found = self._seen(viewer, {subject for row in rows for subject in row.subjects})
        returns = in_return(viewer, {row.subjects[-1] for row in rows if row.kind == SWAP})
        looks = {}
        for row in rows:
            known = [found[subject] for subject in row.subjects if subject in found]
            if known:
                one = known[-1]
                space = one.program.space
                looks[row.pk] = Shown(
                    url=_address(one, row.kind, viewer), extract=in_words(one) + returns.get(one.pk, ""),
                    thread_title=one.name,
                    thread_url=_address(one, row.kind, viewer), place_name=space.name if space else "",
                    place_hue=space.hue if space else 0,
                )  # fmt: skip
        return looks

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """When it is, or why it is not."""
        looks, here = {}, settings.PUBLIC_URL
        kinds = {item.subject_id: item.kind for item in items}
        returns = in_return(viewer, {pk for pk, kind in kinds.items() if kind == SWAP})
        for pk, one in self._seen(viewer, kinds).items():
            lines = [in_words(one) + returns.get(pk, ""), one.called_off_why if one.called_off_at else ""]
            url = here + _address(one, kinds[pk], viewer)
            looks[pk] = Told(
                subject_id=pk, url=url, text="\n\n".join(filter(None, lines)),
                html=format_html_join("", "<p>{}</p>", ((line,) for line in lines if line)),
                thread_title=one.name, thread_url=url, place_name=one.program.space.name if one.program.space else "",
            )  # fmt: skip
        return looks

    def _seen(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Occurrence]:
        """Those the viewer sees; what one hosts also where it is not in the calendar."""
        if not isinstance(viewer, Member):
            return {}
        some = Occurrence.objects.filter(pk__in=ids).select_related("program__space", "program__owner", "thread__space")
        return {one.pk: one for rows in (some.visible_to(viewer), some.hosted_by(viewer)) for one in rows}


def whose(occurrence: Occurrence) -> set[int]:
    """Who hosts it, or could in turn, and who owns its program."""
    turns = set(occurrence.program.turns.values_list("member_id", flat=True))
    return turns | {pk for pk in (occurrence.host_id, occurrence.program.owner_id) if pk is not None}


def in_words(occurrence: Occurrence) -> str:
    """When it is, on the reader's wall and on that of its place; or that it is not."""
    walls = Walls(occurrence.starts_at, occurrence.program.zone)
    words = f"{walls.here} ({walls.there})" if walls.there else walls.here
    if occurrence.called_off_at is not None:
        return _("It was to be on %(day)s, and does not take place.") % {"day": words}
    return words


def in_return(viewer: Viewer, occurrences: Collection[int]) -> dict[int, str]:
    """For which date of theirs each of these turns is offered to a member, as the end of a sentence."""
    if not occurrences or not isinstance(viewer, Member):
        return {}
    return {
        one.occurrence_id: " " + _("In return: yours on %(day)s.") % {"day": in_words(one.in_return)}
        for one in offers_to(viewer, list(occurrences))
        if one.in_return is not None
    }


def _address(occurrence: Occurrence, kind: str, viewer: Viewer) -> str:
    if kind in OF_HOSTS:
        return reverse("hosting")
    if isinstance(viewer, Member) and viewer.is_manager:
        return occurrence.get_absolute_url()
    return occurrence.program.kind.url(occurrence) or reverse("home")
