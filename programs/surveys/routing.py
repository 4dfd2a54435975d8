"""A low score, a bug or a wish becomes a task of the right person: at once with a name, at the end without one."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from members.duties.asking import ask_somebody
from members.duties.models import NOTE_LENGTH
from members.duties.models import Kind as Task
from members.duties.owning import may_own
from members.installation.models import Installation
from programs.series.naming import for_the_team
from programs.surveys.counting import FLOOR
from programs.surveys.models import Round, SurveyRules
from programs.surveys.questions import CHOOSING, Kind
from programs.surveys.sheets import FollowUp, NamedSheet, Sheet, Why
from programs.surveys.speaking import BUG, WISH, of_all, says

if TYPE_CHECKING:
    from collections.abc import Sequence

    from programs.surveys.questions import Answers, Question

LOW = {Kind.NPS.value: 6, Kind.CSAT.value: 2}
"""A score is low up to here."""


def why_followed(questions: Sequence[Question], answers: Answers, rules: SurveyRules) -> str:
    """Why somebody should look after these answers: a bug before a low score before a wish; empty if nobody need."""
    marks = {
        mark for one in questions for choice, mark in one.marked.items() if choice in _as_list(answers.get(one.key))
    }
    texts = " ".join(str(answers[one.key]) for one in questions if one.kind == Kind.TEXT and one.key in answers)
    scores = [(answers[one.key], LOW[one.kind]) for one in questions if one.kind in LOW and one.key in answers]
    if "bug" in marks or says(texts, of_all(BUG, rules.bug_words)):
        return Why.BUG
    if any(isinstance(score, int) and score <= most for score, most in scores):
        return Why.LOW
    return Why.WISH if "wish" in marks or says(texts, of_all(WISH, rules.wish_words)) else ""


def _as_list(said: object) -> list[str]:
    return said if isinstance(said, list) else [str(said)]


def follow_up_named(round_: Round, sheet: NamedSheet) -> None:
    """Make the task of a named answer, about its member; inside the transaction that keeps it."""
    rules = SurveyRules.current()
    why = why_followed(round_.asked, sheet.answers, rules)
    if why:
        _follow_up(round_, why, sheet.answers, rules, f"survey:{round_.pk}:n{sheet.pk}", sheet)


def follow_up_anonymous(round_: Round) -> int:
    """Make the tasks of all anonymous answers of a round that closes, in an order by chance. Returns how many.

    All at once and not before the end: the hour of a task would tell who had just answered. None below the floor, and
    of each answer only what tells nobody apart.
    """
    rules = SurveyRules.current()
    sheets = list(Sheet.objects.filter(occurrence=round_.occurrence_id).values_list("answers", flat=True))
    if not round_.is_anonymous or len(sheets) < FLOOR:
        return 0
    random.SystemRandom().shuffle(sheets)
    counted = Counter(key for answers in sheets for key in answers)
    told = [one for one in round_.asked if counted[one.key] >= FLOOR]
    made = 0
    for answers in (_apart(told, sheet) for sheet in sheets):
        why = why_followed(told, answers, rules)
        if why:
            made += 1
            _follow_up(round_, why, answers, rules, f"survey:{round_.pk}:a{made}")
    return made


def _apart(told: Sequence[Question], answers: Answers) -> Answers:
    """Of an anonymous answer: scores, texts and choices that ask for something, of questions the results tell.

    Beside a score any other choice or number would tell whose it is.
    """
    found: Answers = {}
    for one in told:
        said = answers.get(one.key)
        if one.kind in CHOOSING:
            said = [choice for choice in _as_list(said) if choice in one.marked] or None
        if said is not None and one.kind in (*LOW, *CHOOSING, Kind.TEXT):
            found[one.key] = said
    return found


def _follow_up(
    round_: Round, why: str, answers: Answers, rules: SurveyRules, key: str, sheet: NamedSheet | None = None
) -> None:
    """The task, whose note the whole team reads, and the words, which only its owner and managers do."""
    to = {Why.BUG.value: rules.bug_to, Why.LOW.value: rules.low_to}.get(why, rules.wish_to)
    row = FollowUp(occurrence_id=round_.occurrence_id, sheet=sheet, why=why, words=_words(round_, answers))
    with translation.override(Installation.current().language):
        note = Truncator(_note(round_, why)).chars(NOTE_LENGTH)
    row.duty = ask_somebody(
        Task.FOLLOW_UP, sheet.member if sheet else None, key=key, note=note, to=to if to and may_own(to) else None
    )
    row.save(force_insert=True)


def _note(round_: Round, why: str) -> str:
    begins = {
        Why.BUG.value: _("A bug, from the survey “%(survey)s”."),
        Why.LOW.value: _("A low score, from the survey “%(survey)s”."),
        Why.WISH.value: _("A wish, from the survey “%(survey)s”."),
    }[why] % {"survey": for_the_team(round_.occurrence.program, round_.occurrence.name)}
    where = settings.PUBLIC_URL + reverse("survey_follow_ups", args=[round_.occurrence_id])
    return "\n".join([begins, _("Whoever has this task reads the answer there: %(link)s") % {"link": where}])


def _words(round_: Round, answers: Answers) -> str:
    return "\n\n".join(f"{one.words}\n{_said(one, answers)}" for one in round_.asked if one.key in answers)


def _said(question: Question, answers: Answers) -> str:
    said = ", ".join(_as_list(answers[question.key]))
    return f"{said}/{question.scale[-1]}" if question.scale is not None else said
