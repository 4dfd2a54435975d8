"""One program of each kind, with all that its dates need so that the clock can do every step of them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from programs.amas.models import AmaPlan
from programs.challenges.models import ChallengePlan
from programs.contributions.models import CallPlan
from programs.contributions.terms import Terms as CallTerms
from programs.events.answering import answer
from programs.events.models import EventPlan
from programs.newsletters.models import NewsletterPlan
from programs.pilots.joining import invite, join
from programs.pilots.models import PilotPlan, PilotTask
from programs.pilots.terms import Terms as PilotTerms
from programs.series.hosting import set_rota
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.steps import set_steps
from programs.surveys.models import Survey
from programs.surveys.questions import kept
from tests.programs.challenged import entries
from tests.programs.newslettered import agreed as say_yes
from tests.programs.newslettered import written
from tests.programs.planned import a_program, tomorrow
from tests.programs.spotlights.shown import agreed
from tests.programs.surveyed import SCORE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from community.spaces.models import Space
    from members.profiles.models import Member

DAY = 60 * 24
WHEN = {"began": (0, 2 * DAY), "over": (1, 2 * DAY), "opens": (2, 7 * DAY), "soon": (8, 2 * DAY)}
"""How many days after tomorrow it begins, and how long it goes on: the outage is the week from tomorrow on."""


def one_of(kind: str, when: str, owner: Member, space: Space, hosts: Sequence[Member]) -> Occurrence:
    """A date of a kind, planned, hosted in turn, with whoever takes part; not yet what only a human being adds."""
    ahead, minutes = WHEN[when]
    program = a_program(
        owner, format=kind, title=f"{kind} {when}", space=space, rule="", plan=False, minutes=minutes,
        begins=tomorrow() + timedelta(days=ahead), texts=2 if kind == "prompt" else 0,
    )  # fmt: skip
    _plan(kind, program)
    program.plan(by=owner)
    if kind != "spotlight":
        set_rota(program, hosts, by=owner)
    occurrence: Occurrence = Occurrence.objects.for_page().get(program=program)
    _fill(kind, when, occurrence, owner, hosts)
    return occurrence


def _plan(kind: str, program: Program) -> None:
    """What is said of its kind."""
    rows: dict[str, tuple[Any, dict[str, Any]]] = {
        "ama": (AmaPlan, {"guest_name": "Piotr"}),
        "challenge": (ChallengePlan, {"terms": entries(announce_days=5, vote_days=2, judge_days=7).kept()}),
        "call": (CallPlan, {"terms": CallTerms(shortest=20, longest=2000).kept()}),
        "event": (EventPlan, {"thread_when": "begins", "question": "How was it?"}),
        "newsletter": (NewsletterPlan, {"from_hour": 0, "to_hour": 24, "own_clock": False}),
        "pilot": (PilotPlan, {"terms": PilotTerms(tried="A cart with tools.", invite_days=5).kept()}),
        "survey": (Survey, {"sort": "nps", "questions": kept([SCORE])}),
    }
    if kind in rows:
        model, said = rows[kind]
        model.objects.create(program=program, **said)


def _fill(kind: str, when: str, occurrence: Occurrence, owner: Member, people: Sequence[Member]) -> None:
    if kind == "event":
        for one in people:
            answer(occurrence, "going", by=one)
    elif kind == "pilot":
        for day in range(1, WHEN[when][1] // DAY):
            PilotTask.objects.create(occurrence=occurrence, day=day, title=f"Task {day}", words="Take the cart out.")
        set_steps([occurrence])
        if when != "soon":
            for one in people:
                invite(occurrence, one, by=owner)
                join(occurrence, by=one)
    elif kind == "newsletter" and when != "soon":
        written(occurrence, owner)
        say_yes(occurrence)
    elif kind == "spotlight" and when != "soon":
        agreed(occurrence, people[list(WHEN).index(when)], by=owner)
