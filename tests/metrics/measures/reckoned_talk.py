"""The measures about threads, one definition of docs/measures.md after the other, over threads in plain words."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from scipy.stats import CensoredData, ecdf

WAITING = ("discussion", "question", "idea", "intro")
NEARLY = 1e-9
"""Products of shares are not exact."""

type Number = tuple[float | None, int]
"""The value, and how many members opened the threads it rests on."""


@dataclass(frozen=True)
class Reply:
    """A reply that stands."""

    at: datetime
    who: int | None
    by_team: bool


@dataclass
class Told:
    """A thread that is there, with what stands in it."""

    kind: str
    space: int
    author: int | None
    opened: datetime
    day: date
    by_team: bool = False
    by_newcomer: bool = False
    replies: list[Reply] = field(default_factory=list)
    """What others and the author wrote in it, in order of time; of a merged thread what it held."""
    ended: datetime | None = None
    """When it was closed, merged, archived or marked as asked before."""
    solved: datetime | None = None
    depth: list[datetime] = field(default_factory=list)
    """When the replies were written that stand in it now."""

    @property
    def answer(self) -> Reply | None:
        """The first reply by anybody but the author; what is older than the thread came from elsewhere."""
        others = [one for one in self.replies if one.who != self.author and one.at >= self.opened]
        return others[0] if others else None


@dataclass(frozen=True)
class Talk:
    """Threads opened in the days up to and with `end`, and the moment it was over."""

    threads: Sequence[Told]
    end: date
    over: datetime
    days: int
    space: int | None = None
    whom: frozenset[int] | None = None

    def opened(self, *kinds: str) -> list[Told]:
        """Those that members opened, of these kinds."""
        return [
            one for one in self.threads
            if self.end - timedelta(days=self.days) < one.day <= self.end and not one.by_team and one.kind in kinds
            and self.space in (None, one.space) and (self.whom is None or one.author in self.whom)
        ]  # fmt: skip

    def answered(self, one: Told) -> Reply | None:
        """The first reply, if it came by then."""
        return one.answer if one.answer and one.answer.at < self.over else None


def people(threads: Sequence[Told]) -> int:
    return len({one.author for one in threads} - {None})


def share(found: Sequence[Told], of: Sequence[Told]) -> Number:
    return (100 * len(found) / len(of) if of else None), people(of)


def waits(asked: Talk, threads: Sequence[Told]) -> CensoredData:
    """Minutes until the reply, or until it ended or was over; one that has begun counts whole."""
    came: list[int] = []
    still: list[int] = []
    for one in threads:
        reply = asked.answered(one)
        until = reply.at if reply else min(one.ended or asked.over, asked.over)
        minutes = max(0, math.ceil((until - one.opened).total_seconds() / 60))
        (came if reply else still).append(minutes)
    return CensoredData(uncensored=came, right=still)


def within(hours: int) -> Callable[[Talk], Number]:
    def reckon(asked: Talk) -> Number:
        threads = asked.opened(*WAITING)
        if not threads:
            return None, 0
        return 100 * (1 - float(ecdf(waits(asked, threads)).sf.evaluate(60 * hours))), people(threads)

    return reckon


def until(part: float, *, newcomers: bool = False) -> Callable[[Talk], Number]:
    def reckon(asked: Talk) -> Number:
        threads = [one for one in asked.opened(*WAITING) if one.by_newcomer or not newcomers]
        if not threads:
            return None, 0
        curve = ecdf(waits(asked, threads)).sf
        steps = zip(curve.quantiles, curve.probabilities, strict=True)
        reached = [float(minutes) / 60 for minutes, waiting in steps if waiting <= 1 - part + NEARLY]
        return (reached[0] if reached else None), people(threads)

    return reckon


def peer_share(asked: Talk) -> Number:
    first = [(one, reply) for one in asked.opened(*WAITING) if (reply := asked.answered(one))]
    return share([one for one, reply in first if not reply.by_team], [one for one, _reply in first])


def answer_rate(asked: Talk) -> Number:
    questions = asked.opened("question")
    return share([one for one in questions if asked.answered(one)], questions)


def resolution_rate(asked: Talk) -> Number:
    questions = asked.opened("question")
    return share([one for one in questions if one.solved and one.solved < asked.over], questions)


def thread_depth(asked: Talk) -> Number:
    threads = asked.opened(*WAITING)
    depths = [min(50, sum(at < asked.over for at in one.depth)) for one in threads]
    return (sum(depths) / len(depths) if depths else None), people(threads)


TALK: dict[str, Callable[[Talk], Number]] = {
    "first-reply-median": until(0.5), "first-reply-p90": until(0.9), "answered-1h": within(1),
    "answered-24h": within(24), "answered-7d": within(7 * 24), "newcomer-first-reply": until(0.5, newcomers=True),
    "peer-share": peer_share, "answer-rate": answer_rate, "resolution-rate": resolution_rate,
    "thread-depth": thread_depth,
}  # fmt: skip
