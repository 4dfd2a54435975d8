"""What answers come to, counted so that no two counts beside each other tell of fewer than five people."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from programs.surveys.measuring import DETRACTOR_TO, PROMOTER_FROM
from programs.surveys.questions import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from programs.surveys.questions import Question

FLOOR = 5
"""Below so many answers nothing is shown."""
ALL, LEFT_OUT = "", "-"
"""As a part: everybody; and those who left the question out."""
DIVIDING = (Kind.NPS, Kind.CSAT, Kind.RATING, Kind.ONE)
"""Questions whose answers make parts. Of several choices there are none: they overlap."""

type Sheets = Sequence[dict[str, Any]]


@dataclass(frozen=True)
class Counted:
    """How many people are in a part, and what they said by the key of a question.

    First how many answered it; then of choices and scores how many gave each that is offered, in that order, of numbers
    their sum and the sum of their squares. A question of which nothing may be told is missing.
    """

    people: int
    said: dict[str, list[int]] = field(default_factory=dict)


def counted(questions: Sequence[Question], sheets: Sheets) -> dict[str, Counted]:
    """All that may be told of these answers, by part: of all, and of those `colour:0` who chose its first answer.

    Parts are those of the first question of which each part has at least five; those of another question only if what
    all of these cut out together has nobody or at least five, too: texts and rare answers can be found in several
    parts, and would tell who is in all of them. In parts a question is told only if each of those pieces has no
    answer to it or at least five.
    """
    if len(sheets) < FLOOR:
        return {}
    dividing, pieces = _divided(questions, sheets)
    found = {ALL: _counted(questions, sheets)}
    told = [one for one in questions if _is_told_in(one, sheets, pieces)]
    for place, by in enumerate(dividing):
        for group in sorted({piece[place] for piece in pieces}):
            inside = [sheet for sheet, piece in zip(sheets, pieces, strict=True) if piece[place] == group]
            found[f"{by.key}:{group}"] = _counted(told, inside)
    return found


def _divided(questions: Sequence[Question], sheets: Sheets) -> tuple[list[Question], list[tuple[str, ...]]]:
    """The questions that make parts, and for each sheet in which part of each it is."""
    dividing: list[Question] = []
    pieces: list[tuple[str, ...]] = [()] * len(sheets)
    for one in questions:
        if one.kind not in DIVIDING:
            continue
        groups = [group_of(one, sheet.get(one.key)) for sheet in sheets]
        finer = [(*piece, group) for piece, group in zip(pieces, groups, strict=True)]
        if len(set(groups)) > 1 and min(Counter(finer).values()) >= FLOOR:
            dividing, pieces = [*dividing, one], finer
    return dividing, pieces


def _is_told_in(question: Question, sheets: Sheets, pieces: Sequence[tuple[str, ...]]) -> bool:
    said = Counter(
        piece for sheet, piece in zip(sheets, pieces, strict=True) if sheet.get(question.key) is not None
    )  # fmt: skip
    return all(count >= FLOOR for count in said.values())


def group_of(question: Question, said: Any) -> str:
    """In which part of a question somebody is: the place of what they said among `groups_of`."""
    if said is None:
        return LEFT_OUT
    if question.kind == Kind.NPS:
        return "0" if said >= PROMOTER_FROM else "2" if said <= DETRACTOR_TO else "1"
    place = {words: str(number) for number, words in enumerate(question.offered)}
    return place.get(str(said), LEFT_OUT)


def _counted(questions: Sequence[Question], sheets: Sheets) -> Counted:
    found = Counted(len(sheets))
    for one in questions:
        said = [sheet[one.key] for sheet in sheets if sheet.get(one.key) is not None]
        if len(said) >= FLOOR:
            found.said[one.key] = [len(said), *_sums(one, said)]
    return found


def _sums(question: Question, said: Sequence[Any]) -> list[int]:
    if question.kind == Kind.TEXT:
        return []
    if question.kind == Kind.NUMBER:
        return [sum(said), sum(number * number for number in said)]
    lists = (answer if isinstance(answer, list) else [answer] for answer in said)
    each = Counter(str(one) for answer in lists for one in answer)
    return [each[words] for words in question.offered]
