"""The demo community's ideas: votes, every status with its reason, and who is responsible."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from community.ideas.counting import recount
from community.ideas.models import StatusChange, Vote
from community.ideas.voting import votes_each
from community.threads.models import Thread
from community.threads.planning import FINISHED, Status
from config.demo.parsing import FOLDER, DemoFault
from members.activity.models import Activity
from members.profiles.models import Member

_STEP = re.compile(r"(\w+) (\d+): (.+)")


@dataclass
class Plan:
    """What became of an idea, step by step: status, how many days ago, why."""

    title: str
    votes: int
    responsible: str
    steps: list[tuple[str, int, str]] = field(default_factory=list)


def plans() -> list[Plan]:
    """All ideas of the file."""
    found: list[Plan] = []
    for number, line in enumerate((FOLDER / "ideas.txt").read_text(encoding="utf-8").splitlines(), 1):
        step = _STEP.fullmatch(line)
        if line.startswith("= "):
            title, votes, responsible = (part.strip() for part in line.removeprefix("= ").split("|"))
            found.append(Plan(title, int(votes), responsible))
        elif step is not None and found and step[1] in Status.values:
            found[-1].steps.append((step[1], int(step[2]), step[3]))
        elif line.strip() and not line.startswith("#"):
            raise DemoFault(f"ideas.txt:{number}: a step reads like planned 15: why")
    return found


def plan(members: dict[str, Member], now: datetime) -> None:
    """Votes within everybody's budget, and what became of each idea; told to nobody again."""
    chance = random.Random("ideas")  # noqa: S311 - the same every time is the point
    spent: dict[int, int] = {}
    most = votes_each()
    for one in plans():
        thread = Thread.objects.filter(title=one.title, kind="idea").select_related("space").first()
        if thread is None:
            raise DemoFault(f"ideas: no idea is called {one.title!r}")
        is_open = not one.steps or one.steps[-1][0] not in FINISHED
        soon = thread.created_at + timedelta(days=9)
        there = [m for m in members.values() if m.handle != "eve" and m.joined_at < soon]
        free = [m for m in there if not is_open or spent.get(m.pk, 0) < most]
        voters = chance.sample(free, min(one.votes, len(free)))
        for voter in voters:
            spent[voter.pk] = spent.get(voter.pk, 0) + is_open
        at = thread.created_at + timedelta(hours=5)
        Vote.objects.bulk_create([Vote(thread=thread, member=voter, at=max(at, voter.joined_at)) for voter in voters])
        recount(thread)
        _steps(thread, one, members, now)


def _steps(thread: Thread, one: Plan, members: dict[str, Member], now: datetime) -> None:
    before, by = Status.OPEN.value, members["mia"]
    posts = dict(thread.posts.values_list("number", "created_at"))
    for status, days_ago, reason in one.steps:
        at = max(now - timedelta(days=days_ago, hours=2), thread.created_at + timedelta(hours=1))
        number = max((n for n, written in posts.items() if written <= at), default=1)
        change = StatusChange.objects.create(
            thread=thread, before=before, status=status, reason=reason, by=by, at=at, after_number=number
        )
        Activity.objects.create(
            at=at, verb="idea.status_changed", actor=by, subject_type="community.statuschange", subject_id=change.pk,
            facts={"thread": thread.pk, "before": before, "status": status}, dispatched_at=now,
        )  # fmt: skip
        before, thread.status, thread.status_at = status, status, at
    thread.responsible = members[one.responsible] if one.responsible else None
    thread.save(update_fields=["status", "status_at", "responsible"])
