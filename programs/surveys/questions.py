"""Questions of a survey: what each asks, what may be answered to it, and after which answers it is asked at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.db import models
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from config.lib.numbers import whole_number
from programs.series.overtaken import edition_of

MOST = 20
WORDS_MAX, CHOICE_MAX, CHOICES_MOST, TEXT_MAX = 300, 120, 20, 2000
BIGGEST = 1_000_000

type Answer = int | str | list[str]
type Answers = dict[str, Answer]
"""By the key of a question."""


class Kind(models.TextChoices):
    """How a question is answered."""

    NPS = "nps", gettext_lazy("Would you recommend us (0 to 10)")
    CSAT = "csat", gettext_lazy("How satisfied are you (1 to 5)")
    RATING = "rating", gettext_lazy("Rating from 1 to 5")
    ONE = "one", gettext_lazy("One choice")
    SEVERAL = "several", gettext_lazy("Several choices")
    NUMBER = "number", pgettext_lazy("kind of question", "Number")
    TEXT = "text", pgettext_lazy("kind of question", "Text")


SCALES: dict[str, tuple[int, int]] = {Kind.NPS: (0, 10), Kind.CSAT: (1, 5), Kind.RATING: (1, 5)}
CHOOSING = (Kind.ONE.value, Kind.SEVERAL.value)
MARKS = ("bug", "wish")
"""What a choice can be marked as, so that whoever answers it is heard of."""


class WrongAnswer(ValueError):
    """An answer that does not fit its question; the message says what would."""


@dataclass(frozen=True)
class Question:
    """One question, as a survey keeps it."""

    key: str
    kind: str
    words: str
    required: bool = False
    choices: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    """For each choice one of MARKS, or nothing."""
    after: str = ""
    """The key of an earlier question; this one is asked only after some of its answers."""
    after_answers: tuple[str, ...] = ()

    @property
    def edition(self) -> str:
        """Names what it asks now."""
        return edition_of(self)

    @property
    def scale(self) -> range | None:
        """The numbers one chooses from; None for other kinds."""
        ends = SCALES.get(self.kind)
        return range(ends[0], ends[1] + 1) if ends else None

    @property
    def offered(self) -> list[str]:
        """What one chooses from, as words; empty where one types."""
        return [str(number) for number in self.scale] if self.scale is not None else list(self.choices)

    @property
    def kind_words(self) -> str:
        """How it is answered, in words."""
        return str(Kind(self.kind).label)

    @property
    def marked(self) -> dict[str, str]:
        """The choices that are marked."""
        return {choice: mark for choice, mark in zip(self.choices, self.marks, strict=False) if mark}

    def is_asked_after(self, answers: Mapping[str, Answer]) -> bool:
        """Whether it is asked of somebody who answered so before."""
        if not self.after:
            return True
        said = answers.get(self.after)
        given = {str(one) for one in said} if isinstance(said, list) else {str(said)}
        return said is not None and bool(given & set(self.after_answers))

    def clean(self, given: Sequence[str]) -> Answer | None:
        """What was answered, from what a form sent; None if nothing was. Raises WrongAnswer."""
        said = [one.strip() for one in given if one.strip()]
        if not said:
            return None
        if self.kind == Kind.SEVERAL:
            return self._known(list(dict.fromkeys(said)))
        if self.kind == Kind.ONE:
            return self._known(said[:1])[0]
        if self.kind == Kind.TEXT:
            return _short(said[0])
        return self._number(said[0])

    def _known(self, said: list[str]) -> list[str]:
        if not set(said) <= set(self.choices):
            raise WrongAnswer(_("Choose from what is offered."))
        return said

    def _number(self, text: str) -> int:
        number = whole_number(text)
        if self.scale is not None and number not in self.scale:
            words = _("Choose a number from %(least)d to %(most)d.")
            raise WrongAnswer(words % {"least": self.scale[0], "most": self.scale[-1]})
        if number is None or number > BIGGEST:
            raise WrongAnswer(_("Write a whole number from 0 to %(most)d.") % {"most": BIGGEST})
        return number


def _short(text: str) -> str:
    if len(text) > TEXT_MAX:
        raise WrongAnswer(_("Write at most %(most)d characters.") % {"most": TEXT_MAX})
    return text.replace("\0", "")


def read(rows: Sequence[Mapping[str, Any]]) -> list[Question]:
    """Questions as they are kept in a column."""
    lists = ("choices", "marks", "after_answers")
    return [Question(**{**row, **{name: tuple(row.get(name, ())) for name in lists}}) for row in rows]


def kept(questions: Sequence[Question]) -> list[dict[str, Any]]:
    """Questions for a column."""
    return [asdict(one) for one in questions]


def new_key() -> str:
    """A name for a new question, which its answers keep."""
    return get_random_string(8, "abcdefghijklmnopqrstuvwxyz")


def standard(kind: str, community: str) -> list[Question]:
    """The questions that a kind of survey begins with."""
    names = {"community": community}
    if kind == Kind.NPS:
        asked = _("How likely are you to recommend %(community)s to a friend or colleague?") % names
        why = _("What is the main reason for your answer?")
    elif kind == Kind.CSAT:
        asked = _("How satisfied are you with %(community)s?") % names
        why = _("What could be better?")
    else:
        return []
    return [Question(new_key(), kind, asked[:WORDS_MAX], required=True), Question(new_key(), Kind.TEXT, why)]


def without_lost(questions: Sequence[Question]) -> list[Question]:
    """The same questions; one that was asked after answers nobody can give before it any more is asked of all."""
    earlier: dict[str, list[str]] = {}
    fitting = []
    for one in questions:
        left = tuple(answer for answer in one.after_answers if answer in earlier.get(one.after, ()))
        fitting.append(one if not one.after or left == one.after_answers else replace(one, after_answers=left))
        if one.after and not left:
            fitting[-1] = replace(one, after="", after_answers=())
        earlier[one.key] = one.offered
    return fitting
