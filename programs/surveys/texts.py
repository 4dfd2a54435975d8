"""Texts that were answered: so many of each question, of all or of one part, with a word in them; one query."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Q, Value
from django.db.models.fields.json import KeyTextTransform

from programs.surveys.counting import ALL, LEFT_OUT
from programs.surveys.measuring import DETRACTOR_TO, PROMOTER_FROM
from programs.surveys.questions import Kind, Question
from programs.surveys.sheets import NamedSheet, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from programs.surveys.models import Round


@dataclass(frozen=True)
class Texts:
    """Which texts are wanted: of these questions, of this part, with this word, at most so many of each."""

    of: Sequence[Question]
    part: str = ALL
    search: str = ""
    most: int | None = None


def texts_of(round_: Round, questions: Sequence[Question], wanted: Texts) -> dict[str, list[str]]:
    """The texts by the key of a question, in the order of the alphabet; one more than wanted where there are more."""
    of = [one for one in wanted.of if one.kind == Kind.TEXT]
    if not of or wanted.most == 0:
        return {}
    model: Any = Sheet if round_.is_anonymous else NamedSheet
    sheets = model.objects.filter(_inside(questions, wanted.part), occurrence=round_.occurrence_id)
    each = [_texts(sheets, one.key, wanted) for one in of]
    rows = each[0].union(*each[1:], all=True) if len(each) > 1 else each[0]
    found = defaultdict[str, list[str]](list)
    for key, text in rows:
        found[key].append(text)
    return {key: sorted(texts) for key, texts in found.items()}


def _texts(sheets: Any, key: str, wanted: Texts) -> Any:
    rows = sheets.filter(answers__has_key=key).annotate(
        asked=Value(key, output_field=CharField()), said=KeyTextTransform(key, "answers")
    )
    if word := wanted.search.strip():
        rows = rows.filter(said__icontains=word)
    rows = rows.order_by("said").values_list("asked", "said")
    return rows if wanted.most is None else rows[: wanted.most + 1]


def _inside(questions: Sequence[Question], part: str) -> Q:
    """Who is in a part, as a condition on sheets; the parts are those of counting.py."""
    key, _colon, place = part.partition(":")
    by = next((one for one in questions if one.key == key), None)
    if by is None:
        return Q()
    if place == LEFT_OUT:
        return ~Q(answers__has_key=key)
    if by.kind == Kind.NPS:
        least, most = [(PROMOTER_FROM, 10), (DETRACTOR_TO + 1, PROMOTER_FROM - 1), (0, DETRACTOR_TO)][int(place)]
        return Q(**{f"answers__{key}__gte": least, f"answers__{key}__lte": most})
    return Q(**{f"answers__{key}": by.scale[int(place)] if by.scale is not None else by.choices[int(place)]})
