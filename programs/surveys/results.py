"""Results of a round: nothing below five answers, and no two parts whose difference would tell of fewer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programs.surveys.counting import ALL, DIVIDING, FLOOR, LEFT_OUT, Counted
from programs.surveys.measuring import Middle, Nps, Satisfaction, middle, nps, satisfaction
from programs.surveys.questions import Kind, Question
from programs.surveys.tallies import tallies_of, totals_of
from programs.surveys.texts import Texts, texts_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from programs.surveys.models import Round

TEXTS_MOST = 50
"""So many texts of a question stand on the page; the table has all."""


@dataclass(frozen=True)
class Bar:
    """One answer, how many gave it, and in percent."""

    words: str
    count: int
    percent: int


@dataclass(frozen=True)
class Told:
    """What came to one question; only its number where there are too few answers."""

    question: Question
    count: int
    is_hidden: bool
    bars: list[Bar] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    has_more: bool = False
    """Whether there are more texts than stand there."""
    nps: Nps | None = None
    satisfaction: Satisfaction | None = None
    middle: Middle | None = None


@dataclass(frozen=True)
class Part:
    """Those who gave one answer, as a choice of the filter."""

    value: str
    words: str


@dataclass(frozen=True)
class Results:
    """All that may be told of a round."""

    round: Round
    is_shown: bool
    why_not: str = ""
    told: list[Told] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    count: int = 0

    @property
    def rate(self) -> int | None:
        """How many of a hundred who were asked answered."""
        return rate(self.round)


def rate(round_: Round) -> int | None:
    """Answers of a hundred people asked; None if nobody was."""
    return round(round_.answers_count / round_.asked_count * 100) if round_.asked_count else None


def results_of(round_: Round, *, part: str = ALL, search: str = "", most: int | None = TEXTS_MOST) -> Results:
    """What came of a round, of all or of one part of those who answered; texts with a word in them, at most so many.

    An anonymous round tells nothing before it closes: what one more answer changes would tell that answer.
    """
    why_not = _why_not(round_)
    tallies = {} if why_not else tallies_of(round_)
    if ALL not in tallies:
        return Results(round_, is_shown=False, why_not=why_not or _too_few())
    questions, chosen = round_.asked, part if part in tallies else ALL
    counted = tallies[chosen]
    asked = Texts([one for one in questions if one.key in counted.said], chosen, search, most)
    texts = texts_of(round_, questions, asked)
    told = [_told(one, counted, texts.get(one.key, []), most) for one in questions]
    return Results(round_, is_shown=True, told=told, parts=parts_of(questions, tallies), count=counted.people)


def _why_not(round_: Round) -> str:
    if round_.is_anonymous and round_.is_open:
        return _("This survey is anonymous. Its results stand here when it has closed.")
    return _too_few() if round_.answers_count < FLOOR else ""


def _too_few() -> str:
    words = ngettext("Results stand here from %(n)d answer on.", "Results stand here from %(n)d answers on.", FLOOR)
    return words % {"n": FLOOR}


def parts_of(questions: Sequence[Question], found: Collection[str]) -> list[Part]:
    """The parts one can look at, of those that were counted, in the order of questions and answers."""
    parts = []
    for question in questions:
        if question.kind in DIVIDING:
            names = enumerate([*groups_of(question), _("(left out)")])
            places = [(LEFT_OUT if place == len(groups_of(question)) else str(place), words) for place, words in names]
            parts += [Part(f"{question.key}:{place}", f"{question.words} {words}") for place, words in places]
    return [one for one in parts if one.value in found]


def groups_of(question: Question) -> list[str]:
    """What the parts of a question are called."""
    return [_("9–10"), _("7–8"), _("0–6")] if question.kind == Kind.NPS else question.offered


def _told(question: Question, counted: Counted, texts: list[str], most: int | None) -> Told:
    if question.key not in counted.said:
        return Told(question, 0, is_hidden=True)
    count, *sums = counted.said[question.key]
    if question.kind == Kind.TEXT:
        has_more = most is not None and len(texts) > most
        return Told(question, count, is_hidden=False, texts=texts[:most], has_more=has_more)
    if question.kind == Kind.NUMBER:
        return Told(question, count, is_hidden=False, middle=middle(count, *sums))
    scores = dict(zip(question.scale or (), sums, strict=False))
    total, squares = (sum(score**power * people for score, people in scores.items()) for power in (1, 2))
    return Told(
        question, count, is_hidden=False,
        bars=[Bar(words, n, round(n / count * 100)) for words, n in zip(question.offered, sums, strict=True)],
        nps=nps(scores) if question.kind == Kind.NPS else None,
        satisfaction=satisfaction(scores) if question.kind == Kind.CSAT else None,
        middle=middle(count, total, squares) if question.kind == Kind.RATING else None,
    )  # fmt: skip


@dataclass(frozen=True)
class Point:
    """One round in the course of a series."""

    round: Round
    rate: int | None
    nps: Nps | None
    satisfaction: Satisfaction | None


def trend(rounds: Sequence[Round]) -> list[Point]:
    """Rounds that tell something, in their order, with their score; as many queries for many as for one."""
    telling = [one for one in rounds if not _why_not(one)]
    totals = totals_of(telling)
    return [_point(one, totals[one.pk]) for one in telling if one.pk in totals]


def _point(round_: Round, counted: Counted) -> Point:
    told = [_told(one, counted, [], 0) for one in round_.asked]
    score = next((one.nps for one in told if one.nps), None)
    share = next((one.satisfaction for one in told if one.satisfaction), None)
    return Point(round_, rate(round_), score, share)
