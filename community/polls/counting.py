"""Instant run-off: ranked votes counted round by round. Pure counting, no database.

In each round every vote counts for the first option on it that is still in. An option with more than half of the
votes that still count wins. Otherwise the option with the fewest votes goes. If several have the fewest, the one with
fewer votes in the first round goes; if that is equal too, the round before this one decides, then the one before that;
and if all rounds are alike, the lot: of each, the SHA-256 of "seed:round:place" is taken, and the smallest goes.
Options without any vote go together: nothing is passed on from them, so their order changes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple, TypedDict

FEWEST, FIRST, BACK, LOT = "fewest", "first", "back", "lot"
"""Why an option went: fewest votes alone; of those, fewest in the first round; in an earlier round; by lot."""

Orders = Mapping[tuple[int, ...], int]
"""How many votes have which order of places, most wanted first."""


class Round(TypedDict):
    """One round, as it is stored: places count options from 1."""

    votes: dict[str, int]
    """Votes by place (as text, because it is kept as JSON) of each option still in."""
    spent: int
    """Votes on which no option is left."""
    out: list[int]
    """The places that go after this round; in the last one none."""
    why: str
    """Why just these go; empty in the last round."""


class Outcome(NamedTuple):
    """The rounds, and the place of the option that won; None without any vote."""

    rounds: list[Round]
    winner: int | None


def run_off(orders: Orders, places: Sequence[int], seed: str) -> Outcome:
    """Count ranked votes among the options at `places`; `seed` draws the lot where nothing else decides."""
    left, rounds = list(places), list[Round]()
    if not any(orders.values()):
        return Outcome([], None)
    while True:
        votes, spent = _count(orders, left)
        leader = max(left, key=lambda place: votes[place])
        this = Round(votes={str(place): votes[place] for place in left}, spent=spent, out=[], why="")
        rounds.append(this)
        if votes[leader] * 2 > sum(votes.values()):
            return Outcome(rounds, leader)
        this["out"], this["why"] = _leaving(rounds, left, seed)
        left = [place for place in left if place not in this["out"]]


def _count(orders: Orders, left: Collection[int]) -> tuple[dict[int, int], int]:
    votes, spent = dict.fromkeys(left, 0), 0
    for order, number in orders.items():
        first = next((place for place in order if place in votes), None)
        if first is None:
            spent += number
        else:
            votes[first] += number
    return votes, spent


def _leaving(rounds: Sequence[Round], left: Sequence[int], seed: str) -> tuple[list[int], str]:
    fewest = _least(rounds[-1], left)
    if len(fewest) == 1 or not rounds[-1]["votes"][str(fewest[0])]:
        return fewest, FEWEST
    # The first round, then from the one before this back to the second.
    for number, earlier in enumerate([rounds[0], *reversed(rounds[1:-1])]):
        fewest = _least(earlier, fewest)
        if len(fewest) == 1:
            return fewest, BACK if number else FIRST
    return [min(fewest, key=lambda place: drawn(seed, len(rounds), place))], LOT


def _least(counted: Round, places: Sequence[int]) -> list[int]:
    fewest = min(counted["votes"][str(place)] for place in places)
    return [place for place in places if counted["votes"][str(place)] == fewest]


def drawn(seed: str, number: int, place: int) -> str:
    """What the lot says of one option in round `number`; the smallest goes. Anybody can work it out again."""
    return hashlib.sha256(f"{seed}:{number}:{place}".encode()).hexdigest()
