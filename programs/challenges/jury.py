"""What judges and managers see of entries: how far judging is, who judges what, and the result so far."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from programs.challenges.conflicts import conflicts
from programs.challenges.models import ChallengeEntry, ChallengeJudge, ChallengeResult, ChallengeSheet, ChallengeWinner
from programs.challenges.results import Row, inputs_of
from programs.challenges.settling import uncovered, winning
from programs.challenges.showing import without_name

if TYPE_CHECKING:
    from programs.challenges.showing import Open

LISTED_MOST = 500


@dataclass
class Task:
    """One entry for one judge; nothing in it tells whose it is."""

    number: int
    title: str
    words: str
    state: str
    """"open", "draft", "done", "aside" (the judge said so) or "others"."""
    entry: ChallengeEntry


def tasks_of(one: Open) -> list[Task]:
    """All entries for a judge, in an order of the judge's own, so that none is always looked at first."""
    assert one.judge is not None and one.challenge is not None
    judge = one.judge
    rows: list[Any] = list(
        ChallengeEntry.objects.standing()
        .filter(challenge=one.challenge, day=None)
        .select_related("author", "challenge")
    )
    rows.sort(key=lambda entry: hashlib.sha256(f"{judge.pk}:{entry.pk}".encode()).digest())
    sheets = {sheet.entry_id: sheet for sheet in ChallengeSheet.objects.filter(judge=judge)}
    near = conflicts(judge, rows, in_groups=one.terms.keeps_groups_apart)
    for entry in rows:
        entry.challenge.occurrence = one.occurrence
    return [_task(entry, sheets.get(entry.pk), near.get(entry.pk, ""), hidden=not one.names) for entry in rows]


def _task(entry: ChallengeEntry, sheet: ChallengeSheet | None, near: str, *, hidden: bool) -> Task:
    author = entry.author if hidden else None
    state = "open"
    if near:
        state = "aside" if near == "declared" else "others"
    elif sheet is not None:
        state = "done" if sheet.done_at else "draft"
    return Task(entry.number, without_name(entry.title, author), without_name(entry.words, author), state, entry)


@dataclass
class Line:
    """One entry on the managers' page."""

    entry: ChallengeEntry
    row: Row | None
    judged: int
    is_short: bool
    """Whether fewer judges looked at it than promised."""


@dataclass
class Board:
    """What the managers' page draws."""

    one: Open
    lines: list[Line]
    judges: list[tuple[ChallengeJudge, int, int]]
    """Each judge, how many entries they finished, and to how many they stand too near."""
    result: ChallengeResult | None
    winners: list[Row]
    ledger: list[ChallengeWinner]
    short: int = 0
    titles: dict[int, str] = field(default_factory=dict)


def board_of(one: Open) -> Board:
    """Entries against criteria, judges, the result: as many queries for many entries as for one, a few for a judge."""
    rows: list[Any] = list(
        ChallengeEntry.objects.filter(challenge=one.challenge, withdrawn_at=None, day=None)
        .select_related("author", "challenge").order_by("number")[:LISTED_MOST]
    )  # fmt: skip
    for entry in rows:
        entry.challenge.occurrence = one.occurrence
    challenge = one.challenge
    given = inputs_of(challenge) if challenge is not None else []
    judged = {each.entry: len(each.marks) for each in given}
    short = set(uncovered(challenge, given)) if challenge is not None else set()
    result = ChallengeResult.objects.filter(challenge=challenge).first() if challenge is not None else None
    table = [Row(**row) for row in result.rows] if result is not None else []
    placed = {row.entry: row for row in table}
    lines = [Line(entry, placed.get(entry.pk), judged.get(entry.pk, 0), entry.number in short) for entry in rows]
    lines.sort(key=lambda line: (line.row.place if line.row else LISTED_MOST, line.entry.number))
    ledger = ChallengeWinner.objects.filter(challenge=challenge).select_related("entry__author", "given_by")
    return Board(
        one, lines, _judges(one, rows), result, winning(challenge, table) if challenge is not None else [],
        list(ledger), len(short), {entry.pk: entry.title for entry in rows},
    )  # fmt: skip


def _judges(one: Open, entries: list[ChallengeEntry]) -> list[tuple[ChallengeJudge, int, int]]:
    judges = ChallengeJudge.objects.filter(challenge=one.challenge, released_at=None, member__isnull=False)
    done: dict[int, int] = {}
    for judge in ChallengeSheet.objects.filter(judge__in=judges, done_at__isnull=False).values_list("judge", flat=True):
        done[judge] = done.get(judge, 0) + 1
    standing = [entry for entry in entries if entry.counts]
    apart = one.terms.keeps_groups_apart
    return [
        (judge, done.get(judge.pk, 0), len(conflicts(judge, standing, in_groups=apart)))
        for judge in judges.select_related("member").order_by("pk")
    ]
