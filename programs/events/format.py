"""Events as a kind of program: reminders, a thread, what is asked afterwards."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.posts.permissions import may_start
from community.spaces.models import Made
from members.activity.log import record
from members.installation.models import Installation
from members.profiles.models import Member
from programs.events.counting import facts_of, recap_of
from programs.events.details import EventDetails
from programs.events.models import Attendance, EventDay, EventPlan, Says, plan_of, url_of
from programs.events.seeing import may_host
from programs.series.formats import CannotNow, Details, Door, Due, Format, Heard, register
from programs.series.measures import Goal, Rhythm, Serves
from programs.series.starting import start_thread

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from config.lib.audience import Viewer
    from members.profiles.models import MemberQuerySet
    from programs.series.models import Program
    from programs.series.occurrences import Occurrence

KEY = "event"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
REMINDERS = {"7d": (7 * DAY, 3 * DAY), "24h": (DAY, 6 * HOUR), "15m": (timedelta(minutes=15), timedelta(0))}
"""How long before it begins each leaves, and how long before it is too late for it."""
ASKED_UNTIL = 3 * DAY
STEPS = {
    "thread-ahead": gettext_lazy("Its thread opens, if it is to open ahead"),
    "thread-begins": gettext_lazy("Its thread opens, if it is to open now"),
    "remind-7d": gettext_lazy("Who goes is reminded a week before"),
    "remind-24h": gettext_lazy("Who goes, or may, is reminded a day before"),
    "remind-15m": gettext_lazy("Who goes is reminded a quarter of an hour before"),
    "ask": gettext_lazy("Who came is asked, if there is a question"),
}


class Event(Format):
    """Something at a time and a place, to which one says that one comes."""

    key = KEY
    noun = gettext_lazy("Event")
    icon = "calendar-days"
    sentence = gettext_lazy("Online or at a place: people say whether they come, and are reminded.")
    rhythm = Rhythm.MONTHLY
    serves = Serves.TAKE_PART
    minutes = 60
    goals: ClassVar[tuple[str, ...]] = (Goal.GOING, Goal.NEWCOMERS, Goal.OWN)
    needs_space: ClassVar[bool] = False
    details: ClassVar[type[Details] | None] = EventDetails

    def due(self, occurrence: Occurrence) -> list[Due]:
        """Its thread, three reminders, the beginning, the end. Whether there is a thread is asked when it is time."""
        starts, ends = occurrence.starts_at, occurrence.ends_at
        reminders = [Due(f"remind-{key}", starts - before, starts - late) for key, (before, late) in REMINDERS.items()]
        thread = [Due("thread-ahead", starts - 14 * DAY, ends), Due("thread-begins", starts, ends)]
        return [*thread, *reminders, *super().due(occurrence), Due("ask", ends, ends + ASKED_UNTIL)]

    def do(self, key: str, occurrence: Occurrence) -> None:
        """Do one of them. Raises CannotNow."""
        act, _dash, which = key.partition("-")
        if act == "remind":
            record("event.reminded", subject=occurrence, key=which)
        elif act == "thread":
            if plan_of(occurrence).thread_when == which:
                self._start_thread(occurrence)
        elif act == "ask":
            if plan_of(occurrence).question and not _has_survey(occurrence):
                record("event.asked_after", subject=occurrence)
        else:
            super().do(key, occurrence)

    def step_words(self, key: str) -> str:
        """What the clock does at one of them."""
        return str(STEPS.get(key, key))

    def heard(self, key: str, occurrence: Occurrence) -> Heard | None:
        """Who goes, or may: reminders; who came: the question."""
        act, _dash, which = key.partition("-")
        if act == "remind":
            return Heard("event.reminded", occurrence, {"key": which})
        is_asked = act == "ask" and bool(plan_of(occurrence).question) and not _has_survey(occurrence)
        return Heard("event.asked_after", occurrence) if is_asked else None

    def _start_thread(self, occurrence: Occurrence) -> None:
        host, space = occurrence.leads, occurrence.program.space
        if occurrence.thread_id is not None:
            return
        if host is None or space is None:
            raise CannotNow(_("Say who hosts it and in which space it stands."))
        refusal = may_start(host, space)
        if refusal is not None:
            raise CannotNow(f"{host}: {refusal.sentence}")
        with translation.override(Installation.current().language):
            words = occurrence.about or occurrence.program.about or occurrence.name
            link = _("[When, where and who goes](%(url)s)") % {"url": settings.PUBLIC_URL + url_of(occurrence)}
            occurrence.thread = start_thread(
                space, by=host, title=occurrence.name, source=f"{words}\n\n{link}", kind=Made.EVENT,
                key=f"occurrence:{occurrence.pk}",
            )  # fmt: skip
        occurrence.save(update_fields=["thread"])

    def carried(self, program: Program, later: Program) -> None:
        """What is said of the events of a program holds for those that go on as another one."""
        plan = EventPlan.objects.filter(program=program).first()
        if plan is not None:
            plan.program = later
            plan.save(force_insert=True)

    def url(self, occurrence: Occurrence) -> str:
        """Its page."""
        return url_of(occurrence)

    def concerned(self, occurrences: Sequence[Occurrence]) -> MemberQuerySet:
        """Whoever goes, waits, or does not know yet."""
        said = Attendance.objects.filter(occurrence__in=occurrences, says__in=[Says.GOING, Says.MAYBE])
        return Member.objects.present().filter(pk__in=said.values("member"))

    def facts(self, occurrences: Sequence[Occurrence]) -> dict[int, str]:
        """How many go, or came."""
        return facts_of(occurrences)

    def where(self, occurrences: Sequence[Occurrence]) -> dict[int, str]:
        """The place and its address; what is online has none, and its link is only for those who go."""
        plans = EventPlan.objects.filter(is_online=False).in_bulk({one.program_id for one in occurrences})
        there = {pk: ", ".join(filter(None, [plan.place, plan.address])) for pk, plan in plans.items()}
        return {one.pk: there[one.program_id] for one in occurrences if one.program_id in there}

    def doors(self, occurrence: Occurrence, viewer: Viewer) -> list[Door]:
        """The list of who goes, for its hosts."""
        if not may_host(viewer, occurrence):
            return []
        return [Door(_("Who goes"), reverse("event_console", args=[occurrence.pk]), "list-checks")]

    def counted(self, occurrence: Occurrence, goal: str) -> int | None:
        """Who came, and who came to an event for the first time; None where nobody looked."""
        recap = recap_of(occurrence) if occurrence.ends_at <= timezone.now() else None
        if recap is None:
            return None
        return {Goal.GOING.value: recap.came, Goal.PEOPLE.value: recap.came, Goal.NEWCOMERS.value: recap.new}.get(goal)

    def took_part(self, occurrences: Collection[int]) -> set[tuple[int, int]]:
        """Who came, where somebody looked; nobody where it was not looked who came."""
        rows = Attendance.objects.filter(occurrence__in=occurrences, came_at__isnull=False)
        return set(rows.values_list("occurrence_id", "member_id"))


def _has_survey(occurrence: Occurrence) -> bool:
    """Whether a survey asks those who came: then nobody asks them a second time."""
    return EventDay.objects.filter(occurrence=occurrence, survey__isnull=False).exists()


register(Event())
