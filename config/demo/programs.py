"""The demo community's programs: a case review with twelve weeks behind it, hellos, and a monthly question."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import F

from community.spaces.models import Space
from community.threads.models import Thread
from config.demo.parsing import DemoFault
from members.profiles.models import Member
from programs.series.checking import Check, CheckItem
from programs.series.hosting import Turn, share_out
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.steps import Step
from programs.series.texts import BankText

ZONE = "Europe/Helsinki"
WEEK = 7 * 24 * 60
"""Minutes."""
WEEKS = 12
CASES = (
    "A volunteer who never says no", "Two clubs, one hall, Saturday at ten", "The treasurer moves abroad",
    "A newcomer who came twice and then not", "The rota only one person understands", "Nobody reads the minutes",
    "A choir that grew too big for its room", "The sponsor wants a logo on everything",
)  # fmt: skip
MONTHLY = (
    "What did you stop doing this month, and did anybody miss it?", "Which five minutes saved you an hour?",
    "What would you tell yourself a year ago?", "Whom should we thank, and for what?",
    "What did you borrow from another club?",
)  # fmt: skip
LIST = (("Announce it in chat", 3), ("Ask two people for a case", 2), ("Be there in the first hour", 0), ("Recap", -1))


def plan(spaces: dict[str, Space], members: dict[str, Member], now: datetime) -> None:
    """Three series of prompts; the first has its past in threads the community has already."""
    mia, today = members["mia"], now.date()
    friday = today - timedelta(days=(today.weekday() - 4) % 7)
    review = _program(
        "Friday case review", spaces["playbooks"], mia, friday - timedelta(weeks=WEEKS), "FREQ=WEEKLY;BYDAY=FR",
        serves="give-back", goal_number=8,
        about="One real case from one club. Say what you would do, in a line or in ten.",
    )  # fmt: skip
    _bank(review, [(case, f"{case}: what would you do, and what would you leave alone?") for case in CASES], mia)
    _hosts(review, [members[handle] for handle in ("ben", "kofi", "mia") if handle in members])
    _list(review, mia)
    _past(review, now)
    monday = today + timedelta(days=7 - today.weekday())
    _program(
        "Say hello", spaces["start-here"], mia, monday, "FREQ=WEEKLY;BYDAY=MO", serves="arrive", at=time(9),
        about="Who are you, and what do you look after? One line is plenty.",
    )  # fmt: skip
    month = _program(
        "The question of the month", spaces["show-and-tell"], mia,
        today + timedelta(days=5), "FREQ=MONTHLY;BYDAY=1WE", rhythm="monthly", minutes=4 * WEEK,
        about="One question to everybody, each month.",
    )  # fmt: skip
    _bank(month, [(words, words) for words in MONTHLY], mia)


def _program(title: str, space: Space, owner: Member, begins: date, rule: str, **said: Any) -> Program:
    usual = {"rhythm": "weekly", "serves": "take-part", "at": time(15), "minutes": WEEK, "goal_number": 5}
    program: Program = Program.objects.create(
        format="prompt", title=title, space=space, owner=owner, made_by=owner, begins=begins, zone=ZONE, rule=rule,
        goal="replies", **(usual | said),
    )  # fmt: skip
    program.plan(by=owner, today=begins)
    return program


def _bank(program: Program, texts: list[tuple[str, str]], by: Member) -> None:
    BankText.objects.bulk_create(
        BankText(program=program, title=title, words=words, place=place, written_by=by)
        for place, (title, words) in enumerate(texts)
    )


def _hosts(program: Program, hosts: list[Member]) -> None:
    Turn.objects.bulk_create(Turn(program=program, member=one, place=place) for place, one in enumerate(hosts))


def _list(program: Program, by: Member) -> None:
    CheckItem.objects.bulk_create(
        CheckItem(program=program, words=words, days_before=days, place=place)
        for place, (words, days) in enumerate(LIST)
    )


def _past(program: Program, now: datetime) -> None:
    """Give each week that has begun a thread of its space from those days, with a host and a result."""
    hosts = list(Member.objects.get_queryset().filter(pk__in=program.turns.values("member")).order_by("pk"))
    begun = list(program.occurrences.filter(starts_at__lte=now).order_by("starts_at"))
    threads = list(
        Thread.objects.filter(space=program.space, deleted_at=None, held_at=None, closed_at=None)
        .filter(kind="discussion").order_by("-created_at")[: len(begun)]
    )  # fmt: skip
    if len(threads) < len(begun):
        raise DemoFault(f"programs: {program.space} has {len(threads)} threads for {len(begun)} weeks")
    for place, (one, thread) in enumerate(zip(begun, reversed(threads), strict=True)):
        one.thread, one.host, one.opened_at = thread, hosts[place % len(hosts)], one.starts_at
        if one.ends_at <= now:
            one.closed_at = one.ends_at
            one.result_number, one.result_at = max(0, thread.posts_count - 1), one.ends_at
    fields = ["thread", "host", "opened_at", "closed_at", "result_number", "result_at"]
    Occurrence.objects.bulk_update(begun, fields)
    Step.objects.filter(occurrence__in=begun, at__lte=now).update(done_at=F("at"))
    items = list(program.check_items.all())
    Check.objects.bulk_create(
        Check(occurrence=one, item=item, by=one.host, at=one.starts_at - timedelta(days=item.days_before))
        for one in begun[:-1]
        for item in items
    )
    share_out(program)
