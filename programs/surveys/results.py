"""Results of a round: nothing below five answers, and no two questions whose difference would tell of fewer."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programs.surveys.measuring import (
    DETRACTOR_TO,
    PROMOTER_FROM,
    Middle,
    Nps,
    Satisfaction,
    middle,
    nps,
    satisfaction,
)  # fmt: skip
from programs.surveys.models import FLOOR, Round
from programs.surveys.questions import Kind, Question
from programs.surveys.sheets import sheets_of

if TYPE_CHECKING:
    from collections.abc import Sequence

NOTHING = "-"
"""As a part: those who left the question out."""


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


def results_of(round_: Round, *, part: str = "", search: str = "") -> Results:
    """What came of a round, of all or of one part of those who answered; texts with a word in them.

    An anonymous round tells nothing before it closes: what one more answer changes would tell that answer.
    """
    why_not = _why_not(round_)
    if why_not:
        return Results(round_, is_shown=False, why_not=why_not)
    questions, sheets = round_.asked, sheets_of(round_)
    parts = parts_of(questions, sheets)
    chosen = next((one for one in parts if one.value == part), None)
    hidden: set[str] = set()
    if chosen is not None:
        hidden = _told_by_difference(questions, sheets, chosen)
        sheets = [sheet for sheet in sheets if chosen.value in _values(questions, sheet)]
    told = [_told(question, sheets, search, is_hidden=question.key in hidden) for question in questions]
    return Results(round_, is_shown=True, told=told, parts=parts, count=len(sheets))


def _why_not(round_: Round) -> str:
    if round_.is_anonymous and round_.is_open:
        return _("This survey is anonymous. Its results stand here when it has closed.")
    if round_.answers_count < FLOOR:
        words = ngettext("Results stand here from %(n)d answer on.", "Results stand here from %(n)d answers on.", FLOOR)
        return words % {"n": FLOOR}
    return ""


def parts_of(questions: Sequence[Question], sheets: Sequence[dict[str, Any]]) -> list[Part]:
    """The parts one can look at: of questions of which each part has nobody, or at least five.

    So none can be told from the others by taking away. Of several choices there are no parts: they overlap.
    """
    parts = []
    for question in questions:
        if question.kind not in (Kind.NPS, Kind.CSAT, Kind.RATING, Kind.ONE):
            continue
        counted = Counter(_group(question, sheet.get(question.key)) for sheet in sheets)
        fitting = all(count >= FLOOR for count in counted.values())
        if fitting and len(counted) > 1:
            names = [group for group in _groups(question) if counted[group]]
            parts += [Part(f"{question.key}:{group}", f"{question.words} {_named(question, group)}") for group in names]
    return parts


def _told_by_difference(questions: Sequence[Question], sheets: Sequence[dict[str, Any]], part: Part) -> set[str]:
    """The questions that some part beside this one has fewer than five answers to: taken away, they would be told."""
    by = next(one for one in questions if one.key == part.value.partition(":")[0])
    found = set()
    for question in questions:
        counted = Counter(_group(by, sheet.get(by.key)) for sheet in sheets if sheet.get(question.key) is not None)
        if any(count < FLOOR for count in counted.values()):
            found.add(question.key)
    return found


def _values(questions: Sequence[Question], sheet: dict[str, Any]) -> set[str]:
    return {f"{one.key}:{_group(one, sheet.get(one.key))}" for one in questions}


def _group(question: Question, said: Any) -> str:
    if said is None:
        return NOTHING
    if question.kind == Kind.NPS:
        return "promoters" if said >= PROMOTER_FROM else "detractors" if said <= DETRACTOR_TO else "passives"
    return str(said)


def _groups(question: Question) -> list[str]:
    own = ["promoters", "passives", "detractors"] if question.kind == Kind.NPS else question.offered
    return [*own, NOTHING]


def _named(question: Question, group: str) -> str:
    if group == NOTHING:
        return _("(left out)")
    if question.kind == Kind.NPS:
        return {"promoters": _("9–10"), "passives": _("7–8"), "detractors": _("0–6")}[group]
    return group


def _told(question: Question, sheets: Sequence[dict[str, Any]], search: str, *, is_hidden: bool) -> Told:
    said = [sheet[question.key] for sheet in sheets if sheet.get(question.key) is not None]
    if is_hidden or len(said) < FLOOR:
        return Told(question, 0, is_hidden=True)
    if question.kind == Kind.TEXT:
        wanted = search.casefold().strip()
        texts = sorted(text for text in said if wanted in text.casefold())
        return Told(question, len(said), is_hidden=False, texts=texts)
    if question.kind == Kind.NUMBER:
        return Told(question, len(said), is_hidden=False, middle=middle(said))
    return Told(
        question, len(said), is_hidden=False, bars=_bars(question, said),
        nps=nps(said) if question.kind == Kind.NPS else None,
        satisfaction=satisfaction(said) if question.kind == Kind.CSAT else None,
        middle=middle(said) if question.kind == Kind.RATING else None,
    )  # fmt: skip


def _bars(question: Question, said: Sequence[Any]) -> list[Bar]:
    lists = (answer if isinstance(answer, list) else [answer] for answer in said)
    counted = Counter(str(one) for answer in lists for one in answer)
    return [Bar(words, counted[words], round(counted[words] / len(said) * 100)) for words in question.offered]


@dataclass(frozen=True)
class Point:
    """One round in the course of a series."""

    round: Round
    rate: int | None
    nps: Nps | None
    satisfaction: Satisfaction | None


def trend(rounds: Sequence[Round]) -> list[Point]:
    """Rounds that tell something, in their order, with their score."""
    points = []
    for round_ in rounds:
        found = results_of(round_)
        if found.is_shown:
            score = next((told.nps for told in found.told if told.nps), None)
            share = next((told.satisfaction for told in found.told if told.satisfaction), None)
            points.append(Point(round_, found.rate, score, share))
    return points
