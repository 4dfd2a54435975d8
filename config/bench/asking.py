"""How long rules about members take: every registered predicate in several forms, and five as managers write them."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from django import forms
from django.db import connection
from django.db.models.functions import Lower

from members.profiles.finding import page_of
from members.profiles.models import Member, MemberQuerySet
from members.segments.counting import in_time
from members.segments.fields import EVER, options
from members.segments.predicates import PREDICATES, Predicate
from members.segments.rules import Rule, matching, read
from members.segments.wording import sentence_of

AIM_MS = 300
PATIENCE_MS = 60_000
"""So long is waited here, to see how long it takes; people wait three seconds."""
SEVERAL: dict[str, list[Any]] = {
    "times": [1, 5], "since": [EVER, 90], "space": [0, 1], "days": [30, 365],
    "verb": ["post.created", "reaction.added"], "word": ["chess"], "place": ["leeds"], "zone": ["Europe/Helsinki"],
}  # fmt: skip


@dataclass(frozen=True)
class Took:
    """Several runs of one query, in milliseconds: their median, and what each costs the processor in one process.

    Others at work on the machine touch the second much less; where it cannot be read, it is 0.
    """

    median: float
    processor: float

    def __str__(self) -> str:
        return f"{self.median:.0f} ({self.processor:.0f})"


@dataclass
class Asked:
    """What one rule costs: counting it, counting its contrary, its first page, and whether it is so for one member."""

    rule: str
    fits: int
    count: Took
    contrary: Took
    page: Took
    one: Took

    @property
    def slowest(self) -> float:
        """What is held against the aim."""
        return max(took.processor or took.median for took in (self.count, self.contrary, self.page, self.one))


def ask(rounds: int) -> Iterator[Asked]:
    """Every predicate, then the rules; several times each."""
    for predicate in PREDICATES.values():
        for values in _forms(predicate):
            rule = {"is": predicate.key, "with": values}
            yield _asked(sentence_of(read(rule)), rule, rounds)
    for name, rule in rules():
        yield _asked(name, rule, rounds)


def _asked(name: str, rule: Rule, rounds: int) -> Asked:
    clean = read(rule)
    contrary: Rule = {"not": clean}
    one = Member.objects.get_queryset().order_by("pk").values_list("pk", flat=True)[0]
    fits, count = timed(lambda: matching(clean).count(), rounds)
    _, other = timed(lambda: matching(contrary).count(), rounds)
    _, page = timed(lambda: _page(matching(clean)), rounds)
    _, whether = timed(lambda: matching(clean).filter(pk=one).exists(), rounds)
    return Asked(name, int(fits), count, other, page, whether)


def _page(found: MemberQuerySet) -> object:
    return page_of(found.annotate(sort_name=Lower("name")).order_by("sort_name", "pk"), "")


def timed(act: Callable[[], Any], rounds: int) -> tuple[Any, Took]:
    """What an act answers, and how long it takes."""
    times: list[float] = []
    found = None
    with in_time(PATIENCE_MS):
        act()
        for _ in range(rounds):
            start = time.perf_counter()
            found = act()
            times.append((time.perf_counter() - start) * 1000)
    with in_time(PATIENCE_MS):
        process = _process()
        before = _processor(process)
        for _ in range(rounds):
            act()
        spent = (_processor(process) - before) / rounds
    return found, Took(statistics.median(times), spent)


def _process() -> Path:
    """Where the kernel says what the database's process for this connection has used; from now on it works alone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid(), set_config('max_parallel_workers_per_gather', '0', true)")
        return Path(f"/proc/{cursor.fetchone()[0]}/stat")


def _processor(process: Path) -> float:
    """Milliseconds a process has computed; 0 where nobody knows."""
    if not process.exists():
        return 0
    used = process.read_text().rpartition(")")[2].split()
    return sum(map(int, used[11:13])) * 1000 / os.sysconf("SC_CLK_TCK")


def _forms(predicate: Predicate) -> Iterator[dict[str, Any]]:
    """The values a predicate is tried with: some of each field that makes a difference, the first of the others."""
    tried = {name: SEVERAL.get(name) or [_first(asked)] for name, asked in predicate.fields.items()}
    for values in product(*tried.values()):
        yield dict(zip(tried, values, strict=True))


def _first(asked: forms.Field) -> Any:
    return options(asked)[0][0] if isinstance(asked, forms.ChoiceField) else asked.initial


def rules() -> list[tuple[str, Rule]]:
    """Five rules as managers write them."""
    silent = {"not": {"any": [_started(since=30), _replied(since=30)]}}
    unwritten = {"not": {"any": [_started(), _replied()]}}
    team = {"is": "role", "with": {"role": "team"}}
    helping = [_replied(since=90, times=10), {"is": "answered", "with": {"space": 0, "times": 2, "since": 365}}]
    readers = [_over("read", times=3, since=30), {"not": _over("reacted")}, {"not": _replied()}]
    lively = [
        _did("post.created", 5, 90), _did("reaction.added", 10, 90), _did("poll.voted", 1, 30),
        {"is": "in_group", "with": {"group": 1}}, {"is": "interest", "with": {"word": "chess"}}, _over("read", times=5),
    ]  # fmt: skip
    return [
        ("newcomers who have not written yet", {"all": [_days("joined", 30), unwritten]}),
        ("quiet regulars", {"all": [_days("joined_before", 90), _replied(times=3), silent]}),
        ("helpers in the making", {"all": [{"not": team}, {"any": helping}]}),
        ("readers who never say anything", {"all": [_days("seen", 30), *readers]}),
        ("any of six kinds of lively people", {"any": lively}),
    ]


def _days(key: str, days: int) -> Rule:
    return {"is": key, "with": {"days": days}}


def _over(key: str, *, times: int = 1, since: int = EVER, **more: Any) -> Rule:
    return {"is": key, "with": {"space": 0, "times": times, "since": since, **more}}


def _started(*, since: int = EVER) -> Rule:
    return _over("started", since=since, kind="any")


def _replied(*, since: int = EVER, times: int = 1) -> Rule:
    return _over("replied", times=times, since=since)


def _did(verb: str, times: int, days: int) -> Rule:
    return {"is": "did", "with": {"verb": verb, "times": times, "days": days}}
