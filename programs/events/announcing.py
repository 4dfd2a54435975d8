"""Events as notices speak of them: what an activity means, who may know, how it looks in an inbox and in a mail."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from community.following.models import Silence
from community.surfaces import InSpaces
from members.notifications.notices import Happening, Shown, Told
from members.profiles.models import Member
from programs.events.models import Attendance, EventMessage, events, plan_of, url_of
from programs.events.seeing import seers_of
from programs.series.occurrences import Occurrence
from programs.series.wording import Walls

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.activity.models import Activity
    from members.notifications.models import MailItem, Notification

NOBODY = 0
"""Stands for who did it: the clock."""
NUMBER = -(2**47)
"""From here down notices gather by event, far from threads, talks and tasks."""
EXTRACT = 160
NEEDS_FUTURE = frozenset({"event.reminded", "event.moved_up", "event.passed_over", "event.invited", "event.added"})
"""What helps nobody once the event has begun."""
NEEDS_FUTURE_KINDS = frozenset({"event_near", "event_moved_up", "event_passed_over", "event_invited", "event_added"})


def _happening(activity: Activity, occurrence: Occurrence, subject: int) -> Happening:
    return Happening(
        activity.actor_id or NOBODY, subject, activity.at, NUMBER - occurrence.pk, occurrence.program.space_id,
        occurrence,
    )  # fmt: skip


def _admitted(occurrence: Occurrence, actor: int, members: Collection[int]) -> set[int]:
    """Who may see the event, and did not turn away from who acted."""
    away = Silence.objects.filter(member__in=members, other=actor).values_list("member_id", flat=True)
    left = Member.objects.present().filter(pk__in=set(members) - set(away))
    return seers_of(occurrence, list(left))


def _where(occurrence: Occurrence) -> str:
    plan = plan_of(occurrence)
    return _("Online") if plan.is_online else plan.place


def _when(occurrence: Occurrence) -> str:
    walls = Walls(occurrence.starts_at, occurrence.program.zone)
    return f"{walls.here} ({walls.there})" if walls.there else walls.here


class AboutEvents(InSpaces):
    """Events; the subject of every notice is one event."""

    verbs = (
        "event.reminded", "event.moved_up", "event.passed_over", "event.invited", "event.asked_after", "event.added",
        "event.taken_off",
    )  # fmt: skip

    def happening(self, activity: Activity) -> Happening | None:
        """The event; None if it does not take place, or if it is too late for what there is to tell."""
        found = events(Occurrence.objects.taking_place().filter(pk=activity.subject_id or 0)).first()
        if found is None or (activity.verb in NEEDS_FUTURE and found.starts_at <= timezone.now()):
            return None
        return _happening(activity, found, found.pk)

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Who may see it."""
        return _admitted(happening.thing, happening.actor_id, members)

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """When and where it is; the reason, where somebody was taken off; what is asked, where it is over."""
        ids = {subject for row in rows for subject in row.subjects}
        found = {one.pk: one for one in events(Occurrence.objects.visible_to(viewer).filter(pk__in=ids))}
        why = self._reasons(viewer, {row.subjects[-1] for row in rows if row.kind == "event_taken_off"})
        return {
            row.pk: _look(found[row.subjects[-1]], _extract(found[row.subjects[-1]], row.kind, why))
            for row in rows
            if row.subjects[-1] in found
        }

    def _reasons(self, viewer: Viewer, ids: Collection[int]) -> dict[int, str]:
        if not ids:
            return {}
        mine = Attendance.objects.filter(occurrence__in=ids, member=viewer.pk)
        return dict(mine.values_list("occurrence_id", "taken_off_why"))

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """When and where; nothing of what is over by now or does not take place."""
        kinds = {item.subject_id: item.kind for item in items}
        seen = Occurrence.objects.visible_to(viewer).taking_place().filter(pk__in=kinds)
        why = self._reasons(viewer, {pk for pk, kind in kinds.items() if kind == "event_taken_off"})
        return {
            one.pk: _told(one, one.pk, [_when(one), _extract(one, kinds[one.pk], why)], url_of(one))
            for one in events(seen)
            if kinds[one.pk] not in NEEDS_FUTURE_KINDS or one.starts_at > timezone.now()
        }


def _extract(occurrence: Occurrence, kind: str, why: dict[int, str]) -> str:
    if kind == "event_taken_off":
        return why.get(occurrence.pk, "")
    if kind == "event_asked":
        return plan_of(occurrence).question
    return " · ".join(filter(None, [_when(occurrence), _where(occurrence)]))


class MessagesOfHosts(InSpaces):
    """Words of hosts to who goes; the subject of every notice is one message."""

    verbs = ("event.messaged",)

    def happening(self, activity: Activity) -> Happening | None:
        """The message."""
        message = EventMessage.objects.filter(pk=activity.subject_id or 0).first()
        found = events(Occurrence.objects.filter(pk=message.occurrence_id)).first() if message is not None else None
        return _happening(activity, found, message.pk) if message is not None and found is not None else None

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Who may see the event."""
        return _admitted(happening.thing, happening.actor_id, members)

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """The words, and the way to the event."""
        found = self._found(viewer, {subject for row in rows for subject in row.subjects})
        looks = {}
        for row in rows:
            last = next((found[subject] for subject in reversed(row.subjects) if subject in found), None)
            if last is not None:
                looks[row.pk] = _look(last[0], Truncator(last[1]).chars(EXTRACT))
        return looks

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """All of the words."""
        found = self._found(viewer, {item.subject_id for item in items})
        return {pk: _told(one, pk, [words, _when(one)], url_of(one)) for pk, (one, words) in found.items()}

    def _found(self, viewer: Viewer, ids: Collection[int]) -> dict[int, tuple[Occurrence, str]]:
        """The events and the words of messages to the viewer: they go, or went."""
        mine = Attendance.objects.filter(member=viewer.pk).going().values("occurrence")
        messages = EventMessage.objects.filter(pk__in=ids, occurrence__in=mine)
        said = {pk: (event, words) for pk, event, words in messages.values_list("pk", "occurrence_id", "words")}
        wanted = {event for event, _words in said.values()}
        seen = {one.pk: one for one in events(Occurrence.objects.visible_to(viewer).filter(pk__in=wanted))}
        return {pk: (seen[event], words) for pk, (event, words) in said.items() if event in seen}


def _look(occurrence: Occurrence, extract: str) -> Shown:
    space = occurrence.program.space
    return Shown(
        url=url_of(occurrence),
        extract=extract,
        thread_title=occurrence.name,
        thread_url=url_of(occurrence),
        place_name=space.name if space is not None else _("Events"),
        place_hue=space.hue if space is not None else 0,
    )


def _told(occurrence: Occurrence, subject: int, lines: list[str], url: str) -> Told:
    here, space = settings.PUBLIC_URL + url, occurrence.program.space
    said = [line for line in dict.fromkeys(lines) if line]
    return Told(
        subject_id=subject,
        url=here,
        html=format_html_join("", "<p>{}</p>", ((line,) for line in said)),
        text="\n\n".join(said),
        thread_title=occurrence.name,
        thread_url=here,
        place_name=space.name if space is not None else _("Events"),
    )
