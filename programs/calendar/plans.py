"""Plans to start from: what works for others, laid on this community's days and made as drafts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from config.lib.zones import offered
from members.activity.log import record
from programs.calendar.settings import CalendarSettings
from programs.calendar.weeks import WEEK
from programs.series.formats import FORMATS
from programs.series.measures import Rhythm, Serves
from programs.series.models import Program

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django_stubs_ext import StrOrPromise

    from members.profiles.models import Member

DAY_MINUTES = 24 * 60


@dataclass(frozen=True)
class Line:
    """One program of a plan: which kind it is of, and when it happens, counted from the Monday the plan begins with."""

    kinds: tuple[str, ...]
    """The first of these that is there; where none is, the line is left out."""
    title: StrOrPromise
    week: int
    weekday: int
    rhythm: str
    serves: str
    at: time = time(12)
    minutes: int = 60
    rule: str = ""

    @property
    def format(self) -> str:
        """Of which kind it is here; empty for none."""
        return next((kind for kind in self.kinds if kind in FORMATS), "")

    def day(self, monday: date) -> date:
        """Its first day."""
        return monday + self.week * WEEK + timedelta(days=self.weekday)


@dataclass(frozen=True)
class Plan:
    """Some weeks of programs."""

    key: str
    title: StrOrPromise
    says: StrOrPromise
    icon: str
    lines: tuple[Line, ...]


def _weekly(title: StrOrPromise, weekday: int, serves: str, day: str, times: int = 12) -> Line:
    rule = f"FREQ=WEEKLY;BYDAY={day};COUNT={times}"
    return Line(("prompt",), title, 0, weekday, Rhythm.WEEKLY, serves, time(9), 7 * DAY_MINUTES, rule)


_INTROS = _weekly(_("Introduce yourself"), 0, Serves.ARRIVE, "MO")
_PROMPT = _weekly(_("Question of the week"), 2, Serves.TAKE_PART, "WE")
_REVIEW = _weekly(_("Friday case review"), 4, Serves.GIVE_BACK, "FR")
_GATHERING, _HOUR = ("event", "prompt"), ("ama", "event", "prompt")


def _monthly(kinds: tuple[str, ...], title: StrOrPromise, week: int, serves: str, weekday: int = 3) -> Line:
    return Line(kinds, title, week, weekday, Rhythm.MONTHLY, serves, time(16))


def _theme(title: StrOrPromise, week: int, weeks: int, serves: str) -> Line:
    kinds = ("challenge", "prompt")
    return Line(kinds, title, week, 0, Rhythm.QUARTERLY, serves, time(9), weeks * 7 * DAY_MINUTES)


PLANS: dict[str, Plan] = {
    plan.key: plan
    for plan in (
        Plan("first-90-days", _("First 90 days"), _("For a community that has just opened: people arrive, find one weekly habit, and meet once a month."), "door-open", (  # noqa: E501
            _INTROS, _PROMPT,
            _monthly(_HOUR, _("Ask the founders anything"), 1, Serves.ARRIVE),
            _monthly(_GATHERING, _("Open house"), 4, Serves.ARRIVE),
            _monthly(_HOUR, _("Ask somebody who knows"), 8, Serves.TAKE_PART),
            _theme(_("What we want to learn together"), 5, 4, Serves.TAKE_PART),
        )),
        Plan("quarter", _("A quarter"), _("For a community on its way: one theme, something every month, three habits every week."), "calendar-range", (  # noqa: E501
            _INTROS, _PROMPT, _REVIEW,
            _monthly(_HOUR, _("Ask somebody who knows"), 2, Serves.TAKE_PART),
            _monthly(_GATHERING, _("Deep dive"), 6, Serves.GIVE_BACK),
            _monthly(_HOUR, _("Ask somebody who knows"), 10, Serves.TAKE_PART),
            _theme(_("Theme of the quarter"), 1, 4, Serves.GIVE_BACK),
        )),
        Plan("quiet-season", _("Quiet season"), _("For holidays and harvest time: one light habit a week, one evening together at the end."), "snowflake", (  # noqa: E501
            _weekly(_("Question of the week"), 2, Serves.TAKE_PART, "WE", times=6),
            _monthly(_GATHERING, _("Welcome back"), 6, Serves.ARRIVE),
        )),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Planned:
    """One program as it would be made."""

    program: Program
    stands_already: bool
    """Whether there is one of the same name on the same day: it is not made a second time."""

    @property
    def next_days(self) -> list[date]:
        """The first days on which it would happen."""
        ahead = self.program.begins + timedelta(days=400)
        return [day for day, _place in zip(self.program.recurrence.days(until=ahead), range(3), strict=False)]


def laid_out(plan: Plan, monday: date, *, by: Member) -> list[Planned]:
    """What a plan makes from a Monday on, by day: one query."""
    return with_what_stands([_program(line, monday, by) for line in plan.lines if line.format])


def with_what_stands(programs: Iterable[Program]) -> list[Planned]:
    """Programs that could be made, by day, with whether they are there: one query."""
    programs = sorted(programs, key=lambda one: (one.begins, one.title))
    there = set(Program.objects.filter(ended_at=None, begins__in={one.begins for one in programs}).values_list(
        "format", "title", "begins"
    ))  # fmt: skip
    return [Planned(one, (one.format, one.title, one.begins) in there) for one in programs]


def _program(line: Line, monday: date, by: Member) -> Program:
    kind = FORMATS[line.format]
    return Program(
        format=kind.key, title=str(line.title), rhythm=line.rhythm, serves=line.serves, owner=by, made_by=by,
        begins=line.day(monday), at=line.at, zone=offered(by.time_zone), rule=line.rule, minutes=line.minutes,
        goal=kind.goals[0], is_public=True,
    )  # fmt: skip


@transaction.atomic
def use(plan: Plan, monday: date, *, by: Member) -> int:
    """Make the drafts of a plan; what stands already is not made again, also by two at once. Returns how many."""
    CalendarSettings.locked()
    return make([one.program for one in laid_out(plan, monday, by=by) if not one.stands_already], by=by, plan=plan.key)


def make(programs: list[Program], *, by: Member, plan: str) -> int:
    """Write drafts down; inside a transaction."""
    for one in programs:
        one.save(force_insert=True)
    if programs:
        record("plan.used", actor=by, subject=by, plan=plan, programs=len(programs))
    return len(programs)


def all_facts(plan: Plan) -> dict[str, Any]:
    """How many lines of a plan there are here."""
    return {"plan": plan, "count": sum(bool(line.format) for line in plan.lines)}
