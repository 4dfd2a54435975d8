"""Questions of a survey: adding, changing, moving, taking out. What is open already keeps those it opened with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of
from members.activity.log import record
from programs.surveys.forms import QuestionForm
from programs.surveys.models import Survey
from programs.surveys.questions import MOST, Question, kept, without_lost
from programs.surveys.views.results import find_program

if TYPE_CHECKING:
    from collections.abc import Callable

    from programs.series.models import Program

NEW = "new"


def _survey(program: Program) -> Survey:
    found = Survey.of(program)
    if found is None:
        raise Http404
    return found


@managers_only
@require_safe
def survey_questions(request: HttpRequest, program_id: int) -> HttpResponse:
    """All questions, in order."""
    program = find_program(program_id)
    questions = _survey(program).asked
    words = {one.key: one.words for one in questions}
    rows = [(one, words.get(one.after, ""), ", ".join(one.after_answers)) for one in questions]
    page = {"program": program, "rows": rows, "is_full": len(rows) >= MOST, "most": MOST}
    return render(request, "programs/surveys/questions.html", page)


def _form(survey: Survey, key: str, data: Any = None) -> QuestionForm:
    """The form of a question, or of a new one at the end. Raises Http404."""
    questions = survey.asked
    place = next((place for place, one in enumerate(questions) if one.key == key), len(questions))
    if place == len(questions) and key != NEW:
        raise Http404
    question = questions[place] if place < len(questions) else None
    return QuestionForm(data, earlier=questions[:place], question=question)


@managers_only
@require_safe
def survey_question(request: HttpRequest, program_id: int, key: str) -> HttpResponse:
    """One question."""
    program = find_program(program_id)
    return _page(request, program, key, _form(_survey(program), key))


def _page(request: HttpRequest, program: Program, key: str, form: QuestionForm, status: int = 200) -> HttpResponse:
    page = {"program": program, "key": key, "form": form, "is_new": key == NEW}
    return render(request, "programs/surveys/question.html", page, status=status)


@managers_only
@require_POST
def survey_question_save(request: HttpRequest, program_id: int, key: str) -> HttpResponse:
    """Keep a question."""
    program = find_program(program_id)
    form = _form(_survey(program), key, request.POST)
    if not form.is_valid():
        return _page(request, program, key, form, 422)
    question = form.question

    def put(questions: list[Question]) -> list[Question]:
        return [*questions, question] if key == NEW else [question if one.key == key else one for one in questions]

    if key == NEW and len(_survey(program).asked) >= MOST:
        form.add_error(None, _("A survey has at most %(most)d questions.") % {"most": MOST})
        return _page(request, program, key, form, 422)
    _rewrite(request, program, put)
    messages.success(request, _("Saved."))
    return redirect("survey_questions", program.pk)


@managers_only
@require_POST
def survey_question_move(request: HttpRequest, program_id: int, key: str) -> HttpResponse:
    """One place up, or down."""
    step = -1 if request.POST.get("way") == "up" else 1

    def move(questions: list[Question]) -> list[Question]:
        place = next((place for place, one in enumerate(questions) if one.key == key), None)
        if place is not None and 0 <= place + step < len(questions):
            questions[place], questions[place + step] = questions[place + step], questions[place]
        return questions

    program = find_program(program_id)
    _rewrite(request, program, move)
    return redirect("survey_questions", program.pk)


@managers_only
@require_POST
def survey_question_remove(request: HttpRequest, program_id: int, key: str) -> HttpResponse:
    """Ask it no more; answers to it stay with their rounds."""
    program = find_program(program_id)
    _rewrite(request, program, lambda questions: [one for one in questions if one.key != key])
    return redirect("survey_questions", program.pk)


def _rewrite(request: HttpRequest, program: Program, change: Callable[[list[Question]], list[Question]]) -> None:
    """Change the list under the lock of the survey: two who edit do not lose each other's questions."""
    with transaction.atomic():
        survey = Survey.objects.select_for_update().get(pk=_survey(program).pk)
        before = survey.asked
        after = without_lost(change(list(before)))[:MOST]
        if after != before:
            survey.questions = kept(after)
            survey.save(update_fields=["questions"])
            record("survey.changed", actor=member_of(request), subject=program)
