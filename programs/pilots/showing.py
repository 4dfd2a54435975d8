"""Pilots as pages show them: for whoever may ask, for who takes part, for managers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils import timezone

from programs.pilots.addresses import board_of, page_of
from programs.pilots.models import Pilot, PilotAnswer, PilotSeat, PilotTask, Stands
from programs.pilots.permissions import is_meant_for, may_answer, may_ask, may_manage
from programs.pilots.phases import Phase, begins_at, day_of, phase_of
from programs.pilots.terms import KEY, Terms, plan_of
from programs.series.finding import the_occurrence
from programs.series.occurrences import Occurrence
from programs.series.wording import Walls

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from config.lib.audience import Viewer
    from members.profiles.refusing import Refusal

SILENT_AFTER = timedelta(days=3)
"""Who said nothing for so long while a task is open has fallen silent."""


@dataclass
class Shown:
    """A pilot that a reader sees."""

    occurrence: Occurrence
    pilot: Pilot | None
    seat: PilotSeat | None
    terms: Terms
    phase: Phase
    is_meant: bool
    taken: int
    board_url: str
    url: str
    starts: Walls
    until: Walls
    ask_refusal: Refusal | None = None

    @property
    def is_in(self) -> bool:
        """Whether the reader takes part."""
        return self.seat is not None and self.seat.is_in

    @property
    def knows_all(self) -> bool:
        """Whether the reader learns more than that it takes place, and is meant for others."""
        return self.is_meant or self.seat is not None or bool(self.board_url)

    @property
    def reads_report(self) -> bool:
        """Whether the closing report stands on the page."""
        return self.phase == Phase.REPORTED and (self.is_in or bool(self.board_url))


def find(viewer: Viewer, occurrence_id: int) -> Shown | None:
    """The pilot of a number; None for what the viewer may not see."""
    one = the_occurrence(viewer, occurrence_id, of_format=KEY)
    if one is None:
        return None
    pilot = Pilot.objects.select_related("group").filter(occurrence=one).first()
    seat = PilotSeat.objects.of(one).filter(member=viewer.pk).first() if viewer.is_authenticated else None
    return Shown(
        one, pilot, seat, plan_of(one.program), phase_of(one, pilot), is_meant_for(viewer, one),
        PilotSeat.objects.of(one).inside().count(), board_of(one) if may_manage(viewer) is None else "", page_of(one),
        Walls(one.starts_at, one.program.zone), Walls(one.ends_at, one.program.zone), may_ask(viewer, one, pilot, seat),
    )  # fmt: skip


@dataclass
class Row:
    """A task as its participant finds it."""

    task: PilotTask
    answer: PilotAnswer | None
    begins: datetime
    has_come: bool


@dataclass
class Tasks:
    """What somebody is asked, and what they said."""

    rows: list[Row] = field(default_factory=list)
    whole: PilotAnswer | None = None
    refusal: Refusal | None = None

    @property
    def done(self) -> int:
        """How many were answered."""
        return sum(row.answer is not None for row in self.rows)

    @property
    def left(self) -> int:
        """How many of the days so far are open."""
        return sum(row.answer is None and row.has_come for row in self.rows)


def tasks_of(viewer: Viewer, shown: Shown) -> Tasks:
    """The tasks of a participant: two queries, whatever their number."""
    if not shown.is_in:
        return Tasks()
    said = {one.task_id: one for one in PilotAnswer.objects.filter(seat=shown.seat)}
    today = day_of(shown.occurrence)
    rows = [
        Row(task, said.get(task.pk), begins_at(shown.occurrence, task.day), task.day <= today)
        for task in PilotTask.objects.filter(occurrence=shown.occurrence)
    ]
    return Tasks(rows, said.get(None), may_answer(viewer, shown.occurrence, shown.pilot, shown.seat, None))


@dataclass
class Person:
    """A participant on the board."""

    seat: PilotSeat
    marks: list[tuple[PilotTask, PilotAnswer | None]]
    last: datetime
    whole: PilotAnswer | None
    is_silent: bool

    @property
    def done(self) -> int:
        """How many tasks they answered."""
        return sum(answer is not None for _task, answer in self.marks)


@dataclass
class OneTask:
    """A task on the board, with what was said of it."""

    task: PilotTask | None
    answers: list[PilotAnswer]

    @property
    def done(self) -> int:
        """How many did it."""
        return sum(one.is_done for one in self.answers)

    @property
    def could_not(self) -> int:
        """How many could not."""
        return len(self.answers) - self.done

    @property
    def average(self) -> float | None:
        """The mean of the ratings, 1 to 5; None without any."""
        given = [one.rating for one in self.answers if one.rating is not None]
        return sum(given) / len(given) if given else None


@dataclass
class Board:
    """The managers' page."""

    asking: list[PilotSeat]
    invited: list[PilotSeat]
    people: list[Person]
    gone: list[PilotSeat]
    tasks: list[OneTask]
    whole: OneTask

    @property
    def silent(self) -> list[Person]:
        """Who fell silent."""
        return [one for one in self.people if one.is_silent]


def board(shown: Shown) -> Board:
    """Who did what, what was said by task, who fell silent: three queries, whatever their number."""
    one, now = shown.occurrence, timezone.now()
    seats = list(PilotSeat.objects.of(one).select_related("member").order_by("at", "pk"))
    tasks = list(PilotTask.objects.filter(occurrence=one))
    answers = list(PilotAnswer.objects.filter(seat__occurrence=one).select_related("seat__member").order_by("pk"))
    said = {(row.seat_id, row.task_id): row for row in answers}
    today, people = day_of(one), []
    for seat in seats:
        if not seat.is_in:
            continue
        mine = [row.at for row in answers if row.seat_id == seat.pk]
        last = max([*mine, seat.joined_at or seat.at, one.starts_at if today else seat.at])
        marks = [(task, said.get((seat.pk, task.pk))) for task in tasks]
        waits = any(answer is None and task.day <= today for task, answer in marks)
        silent = shown.phase == Phase.RUNNING and waits and now - last > SILENT_AFTER
        people.append(Person(seat, marks, last, said.get((seat.pk, None)), silent))
    by_task = [OneTask(task, [row for row in answers if row.task_id == task.pk]) for task in tasks]
    gone = (Stands.DECLINED, Stands.REFUSED, Stands.LEFT, Stands.TAKEN_OUT)
    return Board(
        [seat for seat in seats if seat.stands == Stands.ASKED],
        [seat for seat in seats if seat.stands == Stands.INVITED], people,
        [seat for seat in seats if seat.stands in gone], by_task,
        OneTask(None, [row for row in answers if row.task_id is None]),
    )  # fmt: skip


def taken(occurrences: Iterable[Occurrence]) -> dict[int, int]:
    """How many take part in each: one query."""
    rows = PilotSeat.objects.inside().filter(occurrence__in=[one.pk for one in occurrences])
    return dict(rows.order_by().values_list("occurrence").annotate(n=Count("pk")))
