"""The demo community's AMAs: one that takes questions, and one that is over and summed up."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.utils import timezone

from community.chat.writing import LineResolver
from community.spaces.models import Space
from config.demo.parsing import FOLDER, DemoFault
from config.lib.markup import render
from members.profiles.models import Member
from programs.amas.answering import rendered_into
from programs.amas.models import AmaAnswer, AmaPlan, AmaQuestion, AmaRecap, AmaVote
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.steps import Step

_HEAD = re.compile(r"= (.+) \| ([\w-]+) \| (-?\d+) \| ([\w-]+)")
_ASKED = re.compile(r"(\d+) ([\w-]+) (\d+): (.+)")
MINUTES = 60


@dataclass
class Asked:
    """One question of the file, with its answer."""

    votes: int
    asker: str
    hours: int
    words: str
    answer: list[str] = field(default_factory=list)


@dataclass
class Planned:
    """One AMA of the file."""

    title: str
    guest: str
    days: int
    host: str
    questions: list[Asked] = field(default_factory=list)
    summary: list[str] = field(default_factory=list)


def planned() -> list[Planned]:
    """All AMAs of the file. Raises DemoFault."""
    found: list[Planned] = []
    for number, line in enumerate((FOLDER / "amas.txt").read_text(encoding="utf-8").splitlines(), 1):
        if head := _HEAD.fullmatch(line):
            found.append(Planned(head[1], head[2], int(head[3]), head[4]))
        elif asked := _ASKED.fullmatch(line):
            found[-1].questions.append(Asked(int(asked[1]), asked[2], int(asked[3]), asked[4]))
        elif line.startswith("> "):
            found[-1].questions[-1].answer.append(line.removeprefix("> "))
        elif line.startswith("~ "):
            found[-1].summary.append(line.removeprefix("~ "))
        elif line.strip() and not line.startswith("#"):
            raise DemoFault(f"amas.txt:{number}: a question reads like 12 ben 5: How?")
    return found


def gather(spaces: dict[str, Space], members: dict[str, Member], now: datetime) -> None:
    """Both, with their questions and votes; told to nobody again."""
    chance = random.Random("amas")  # noqa: S311 - the same every time is the point
    space = spaces.get("playbooks") or next(iter(spaces.values()))
    for one in planned():
        _gather(one, space, members, now, chance)


def _gather(one: Planned, space: Space, members: dict[str, Member], now: datetime, chance: random.Random) -> None:
    day = timezone.localdate(now) + timedelta(days=one.days)
    starts = timezone.make_aware(datetime.combine(day, time(15)))
    occurrence = _plan(one, space, members, starts)
    asked = [_question(occurrence, number, row, members, now) for number, row in enumerate(one.questions, 1)]
    questions = AmaQuestion.objects.bulk_create(asked)
    everybody = [member for member in members.values() if member.handle != "eve"]
    votes = [
        AmaVote(question=question, member=voter, at=question.asked_at + timedelta(minutes=chance.randint(5, 90)))
        for question, row in zip(questions, one.questions, strict=True)
        for voter in chance.sample(everybody, min(row.votes, len(everybody)))
    ]
    AmaVote.objects.bulk_create(votes)
    if one.days < 0:
        _answer(one, occurrence, questions, members, starts)


def _plan(one: Planned, space: Space, members: dict[str, Member], starts: datetime) -> Occurrence:
    local = timezone.localtime(starts)
    owner = members["mia"]
    program = Program.objects.create(
        format="ama", title=one.title, rhythm="monthly", serves="take-part", owner=owner, space=space,
        about=f"{members[one.guest].line}. Ask what you always wanted to know, and vote for what others ask.",
        begins=local.date(), at=local.time(), zone=str(timezone.get_current_timezone()), minutes=MINUTES,
        made_by=owner, goal="questions", goal_number=20,
    )  # fmt: skip
    AmaPlan.objects.create(program=program, guest=members[one.guest], guest_words=members[one.guest].line)
    program.plan(by=owner, today=local.date())
    occurrence: Occurrence = program.occurrences.get()
    occurrence.host = members[one.host]
    occurrence.save(update_fields=["host"])
    # Questions are open since some days: everybody was told then.
    Step.objects.filter(occurrence=occurrence, key="collect").update(done_at=timezone.now())
    return occurrence


def _question(
    occurrence: Occurrence, number: int, row: Asked, members: dict[str, Member], now: datetime
) -> AmaQuestion:
    author, at = members.get(row.asker), now - timedelta(hours=row.hours)
    return AmaQuestion(
        occurrence=occurrence, number=number, author=author, is_anonymous=author is None, words=row.words,
        asked_at=at if author else at.replace(minute=0, second=0, microsecond=0), votes_count=row.votes,
    )  # fmt: skip


def _answer(
    one: Planned, occurrence: Occurrence, questions: list[AmaQuestion], members: dict[str, Member], starts: datetime
) -> None:
    occurrence.opened_at, occurrence.closed_at = starts, starts + timedelta(minutes=MINUTES)
    occurrence.save(update_fields=["opened_at", "closed_at"])
    Step.objects.filter(occurrence=occurrence).update(done_at=occurrence.closed_at)
    minute, answers = 2, []
    for question, row in zip(questions, one.questions, strict=True):
        for words in row.answer:
            answer = AmaAnswer(question=question, author=members[one.guest], at=starts + timedelta(minutes=minute))
            rendered_into(answer, words)
            answers.append(answer)
            minute += 4
        if row.answer:
            question.answered_at = starts + timedelta(minutes=minute)
        else:
            question.aside_at, question.aside_by = occurrence.closed_at, members[one.host]
            question.aside_why = "Time was up. The list stands in the guide."
    AmaAnswer.objects.bulk_create(answers)
    AmaQuestion.objects.bulk_update(questions, ["answered_at", "aside_at", "aside_by", "aside_why"])
    source = "\n".join(one.summary).replace("\n- ", "\n\n- ", 1)
    AmaRecap.objects.create(
        occurrence=occurrence, source=source, html=render(source, LineResolver()).html, best=[1, 3, 4],
        written_by=members[one.host], written_at=occurrence.closed_at + timedelta(days=1),
    )  # fmt: skip
