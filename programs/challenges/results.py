"""The result of a challenge, computed from stored votes and points by one function."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Value
from django.db.models.functions import TruncMinute

from programs.challenges.models import ChallengeEntry, ChallengeSheet
from programs.challenges.terms import POINTS_MOST

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from programs.challenges.models import Challenge
    from programs.challenges.terms import Terms


@dataclass(frozen=True)
class Given:
    """What counts for one entry: when it came (to the minute), its votes, the points of each judge by number."""

    entry: int
    number: int
    at: str
    votes: int
    marks: Mapping[int, Sequence[int]]


@dataclass(frozen=True)
class Row:
    """One entry in the result. Shares are of a thousand, rounded for reading; the order was made with exact ones."""

    entry: int
    number: int
    place: int
    score: int
    jury: int
    public: int
    votes: int
    firsts: int
    judged_by: int
    tie: str = ""
    """What put it in front of the next one with the same score: "firsts", "earlier", "lot", or nothing."""


def compute(given: Sequence[Given], terms: Terms, seed: str) -> list[Row]:
    """Every entry with its place.

    One judge's share of an entry = sum(weight x points) / (10 x sum(weights)), from 0 to 1.
    jury = the mean of its judges' shares; 0 without a judge.
    public = its votes / the most votes an entry has; 0 without a vote.
    score = j x jury + (1 - j) x public, where j is the jury's share of the terms; 1 without voting, 0 without judging.

    Of the same score the one goes first that more judges have put first (also beside others: whoever gave several
    entries their highest share put all of them first), then the one that came earlier, to the minute, then the one
    with the lower SHA-256 of "seed:number".
    """
    share = Fraction(terms.share, 100)
    weights = [one.weight for one in terms.criteria]
    most = max((one.votes for one in given), default=0)
    shares = {one.entry: {judge: _share(points, weights) for judge, points in one.marks.items()} for one in given}
    best: dict[int, Fraction] = {}
    for of_entry in shares.values():
        for judge, value in of_entry.items():
            best[judge] = max(best.get(judge, Fraction(0)), value)
    ranked: list[tuple[tuple[Any, ...], Row]] = []
    for one in given:
        mine = shares[one.entry]
        jury = sum(mine.values(), Fraction(0)) / len(mine) if mine else Fraction(0)
        public = Fraction(one.votes, most) if most else Fraction(0)
        score = share * jury + (1 - share) * public
        firsts = sum(value == best[judge] and value > 0 for judge, value in mine.items())
        order = (-score, -firsts, one.at, lot(seed, one.number))
        row = Row(one.entry, one.number, 0, _read(score), _read(jury), _read(public), one.votes, firsts, len(mine))
        ranked.append((order, row))
    ranked.sort(key=lambda pair: pair[0])
    orders = [*(order for order, _row in ranked), None]
    return [
        Row(**{**asdict(row), "place": place, "tie": _tie(order, orders[place])})
        for place, (order, row) in enumerate(ranked, start=1)
    ]


def lot(seed: str, number: int) -> str:
    """The lot of an entry; whoever knows the seed can draw it again."""
    return hashlib.sha256(f"{seed}:{number}".encode()).hexdigest()


def _share(points: Sequence[int], weights: Sequence[int]) -> Fraction:
    return Fraction(sum(w * p for w, p in zip(weights, points, strict=True)), POINTS_MOST * sum(weights))


def _read(share: Fraction) -> int:
    return round(share * 1000)


def _tie(order: tuple[Any, ...], after: tuple[Any, ...] | None) -> str:
    if after is None or order[0] != after[0]:
        return ""
    return next(name for name, at in (("firsts", 1), ("earlier", 2), ("lot", 3)) if order[at] != after[at])


def inputs_of(challenge: Challenge) -> list[Given]:
    """What is stored, as it counts: entries that stand, votes, and finished sheets of judges who still judge.

    Times are those of UTC, whoever looks from wherever: they are compared, and stand in the digest.
    """
    terms = challenge.said
    entries = ChallengeEntry.objects.standing().filter(challenge=challenge, day=None).order_by("number")
    counted = Count("votes") if terms.vote_days else Value(0)
    rows = list(
        entries.annotate(minute=TruncMinute("at", tzinfo=UTC), counted=counted).values(
            "pk", "number", "minute", "counted"
        )
    )
    marks: dict[int, dict[int, list[int]]] = {}
    sheets = ChallengeSheet.objects.filter(entry__in=[row["pk"] for row in rows], done_at__isnull=False)
    sheets = sheets.filter(judge__released_at=None) if terms.judge_days else sheets.none()
    for entry, judge, said in sheets.annotate(who=F("judge_id")).values_list("entry_id", "who", "marks"):
        marks.setdefault(entry, {})[judge] = [points for points, _words in said]
    return [
        Given(row["pk"], row["number"], row["minute"].isoformat(), row["counted"], marks.get(row["pk"], {}))
        for row in rows
    ]


def digest_of(given: Sequence[Given], terms: Terms, seed: str) -> str:
    """Another word for everything that goes into the result: it changes if any of it does."""
    said = [[one.entry, one.number, one.at, one.votes, sorted(one.marks.items())] for one in given]
    rules = [terms.share, [[one.name, one.weight] for one in terms.criteria], seed]
    return hashlib.sha256(json.dumps([rules, said], separators=(",", ":")).encode()).hexdigest()
