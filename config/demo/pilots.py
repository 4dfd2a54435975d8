"""The demo community's pilot: it runs since six days, some ticked tasks off, one could not, one asks to come in."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from community.spaces.models import Space
from members.profiles.refusing import barred
from programs.pilots.answering import Said, answer
from programs.pilots.joining import ask, invite, join
from programs.pilots.models import PilotPlan, PilotSeat, PilotTask
from programs.pilots.terms import Terms
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.recurring import moment
from programs.series.steps import set_steps

if TYPE_CHECKING:
    from members.profiles.models import Member

NINE, ZONE = time(9), "Europe/Helsinki"
TERMS = Terms(
    tried="A welcome by telephone: everybody who is new is called once in the first week, for ten minutes.", places=8
)
TASKS = (
    (1, "Call one person who is new", "Ten minutes. Ask what brought them here, and listen."),
    (4, "Write down what they asked", "Three lines are enough, without names."),
    (9, "Call somebody for the second time", "A week later: did they find what they looked for?"),
)
SAID = (
    Said(rating=5, helped="They were glad that somebody asked, and so was I.", may_quote=True),
    Said(rating=3, hindered="It took three tries until somebody picked up."),
    Said(is_done=False, hindered="I had no number of anybody this week."),
)


def try_out(members: dict[str, Member], now: datetime) -> None:
    """It began six days ago, for two weeks."""
    mia = members["mia"]
    pilot = _pilot(mia, moment(now.date() - timedelta(days=6), NINE, ZONE))
    people = [one for one in members.values() if not one.is_moderator and barred(one) is None]
    some = sorted(people, key=lambda one: (one.joined_at, one.pk))[:6]
    for one in some[:5]:
        invite(pilot, one, by=mia)
        join(pilot, by=one)
    PilotSeat.objects.of(pilot).update(at=now - timedelta(days=8), joined_at=now - timedelta(days=8), reminded_day=4)
    tasks = list(PilotTask.objects.filter(occurrence=pilot))
    for one, said in zip(some, SAID, strict=False):
        answer(pilot, tasks[0], said, by=one)
    answer(
        pilot,
        tasks[1],
        Said(rating=5, helped="Reading three lines back, I saw that all of them ask for a person."),
        by=some[0],
    )
    for one in some[5:]:
        ask(pilot, "I was called when I was new, and would like to pass it on.", by=one)


def _pilot(mia: Member, starts: datetime) -> Occurrence:
    space: Any = Space.objects.filter(visibility="open", archived_at=None, who_starts="members").order_by("pk").first()
    program = Program.objects.create(
        format="pilot", title="A welcome by telephone", space=space, rhythm="quarterly", serves="give-back",
        about="We try out whether a call helps people to arrive.", owner=mia, made_by=mia, begins=starts.date(),
        at=NINE, zone=ZONE, minutes=60 * 24 * 14, goal="people", goal_number=6,
        planned_at=starts - timedelta(days=14), planned_by=mia,
    )  # fmt: skip
    PilotPlan.objects.create(program=program, terms=TERMS.kept())
    occurrence: Occurrence = Occurrence.objects.create(
        program=program, day=starts.date(), starts_at=starts, ends_at=starts + timedelta(days=14), opened_at=starts,
        host=mia,
    )  # fmt: skip
    PilotTask.objects.bulk_create(
        PilotTask(occurrence=occurrence, day=day, title=title, words=words) for day, title, words in TASKS
    )
    set_steps([occurrence])
    occurrence.steps.filter(at__lte=starts + timedelta(days=6)).update(done_at=starts)
    return occurrence
