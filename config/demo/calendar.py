"""The demo community's calendar: themes, monthly hours, a quiet week, a plan that waits as a draft."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from community.spaces.models import Space
from community.spaces.seeing import Visibility
from members.profiles.models import Member
from programs.calendar.quiet import mark
from programs.calendar.settings import CalendarSettings
from programs.calendar.weeks import WEEK, monday_of
from programs.series.measures import Goal, Rhythm, Serves
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.recurring import moment

DAY_MINUTES = 24 * 60
ZONE = "Europe/Helsinki"

# Title, what it is about, whom it helps, whose it is, the week it begins in counted from this one, how many weeks.
THEMES = (
    ("Playbook month", "Write down how you do one thing, so that the next one can.", Serves.GIVE_BACK, "mia", -2, 4),
    ("Template swap season", "Bring a template you use, take one home.", Serves.TAKE_PART, "ben", 3, 3),
    ("Launch lab", "Small groups help each other to begin something.", Serves.ADVOCATE, "mia", 8, 4),
)
# Title, what it is about, whom it helps, whose it is, week, day of the week, hour.
MONTHLY = (
    ("Spotlight: Kofi", "What Kofi does, and how it began.", Serves.GIVE_BACK, "mo", -2, 2, 12),
    ("Deep dive: notes", "One subject, for as long as it takes.", Serves.TAKE_PART, "ben", -1, 3, 17),
    ("Ask the founders", "Olli and Mia answer what you always wanted to know.", Serves.TAKE_PART, "olli", 1, 3, 15),
    ("Spotlight: Anna", "Anna shows how she plans a season.", Serves.GIVE_BACK, "mo", 4, 2, 12),
    ("Open house", "Come by, say hello, bring somebody.", Serves.ARRIVE, "mia", 5, 1, 18),
    ("Ask who knows", "Bring your question; somebody has been there.", Serves.TAKE_PART, "ben", 7, 3, 15),
    ("Spotlight: open", "We look for somebody who wants to show their work.", Serves.GIVE_BACK, "mo", 9, 2, 12),
    ("Feedback thread", "A thread for all wishes of the quarter.", Serves.ADVOCATE, "olli", 10, 4, 9),
)
type Month = tuple[str, str, str, str, int, int, int]


def plan(members: dict[str, Member], spaces: dict[str, Space], now: datetime) -> None:
    """Fill the calendar around today."""
    monday, by = monday_of(now.date()), members["mia"]
    CalendarSettings.choose(by=by, load_limit=6, country="FI")
    there = [one for one in spaces.values() if one.visibility == Visibility.OPEN]
    programs = [_theme(row, monday, members, there[0]) for row in THEMES]
    programs += [_month(row, monday, members, there[index % len(there)]) for index, row in enumerate(MONTHLY)]
    _lay(programs, by, now)
    mark(_christmas(now.date()), by=by)


def _program(row: tuple[str, str, str], owner: Member, space: Space, day: date, at: time, **said: Any) -> Program:
    title, about, serves = row
    return Program(
        format="prompt", title=title, about=about, serves=serves, owner=owner, made_by=owner, space=space, begins=day,
        at=at, zone=ZONE, goal=Goal.REPLIES, goal_number=12, **said,
    )  # fmt: skip


def _theme(row: tuple[str, str, str, str, int, int], monday: date, members: dict[str, Member], space: Space) -> Program:
    minutes = row[5] * 7 * DAY_MINUTES - 12 * 60
    said: dict[str, Any] = {"rhythm": Rhythm.QUARTERLY, "minutes": minutes}
    return _program(row[:3], members[row[3]], space, monday + row[4] * WEEK, time(9), **said)


def _month(row: Month, monday: date, members: dict[str, Member], space: Space) -> Program:
    day = monday + row[4] * WEEK + timedelta(days=row[5])
    said: dict[str, Any] = {"rhythm": Rhythm.MONTHLY, "minutes": 60}
    return _program(row[:3], members[row[3]], space, day, time(row[6]), **said)


def _lay(programs: list[Program], by: Member, now: datetime) -> None:
    """What is over is written as having been, for the clock opens no threads of the past; the rest is planned."""
    for one in programs:
        one.save(force_insert=True)
        starts_at = moment(one.begins, one.at, one.zone)
        if starts_at > now:
            one.plan(by=by, today=now.date())
            continue
        one.planned_at, one.planned_by, one.laid_out_until = starts_at - 4 * WEEK, by, one.begins
        one.save(update_fields=["planned_at", "planned_by", "laid_out_until"])
        ends_at = starts_at + one.lasts
        Occurrence.objects.create(
            program=one, day=one.begins, starts_at=starts_at, ends_at=ends_at, opened_at=starts_at,
            closed_at=ends_at if ends_at <= now else None,
        )  # fmt: skip


def _christmas(today: date) -> date:
    """A day of the last whole week of the year, or of next year's once it is over."""
    day = date(today.year, 12, 24)
    return day if day > today + WEEK else date(today.year + 1, 12, 24)
