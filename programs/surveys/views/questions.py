"""Questions of a survey: adding, changing, moving, taking out. What is open already keeps those it opened with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of
from members.activity.log import record
from programs.series.overtaken import CONFLICT, ChangedMeanwhile, beside, read_again, who_last
from programs.surveys.forms import QuestionForm, said_in
from programs.surveys.models import Survey
from programs.surveys.origins import origin_of
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
    page = {"program": program, "rows": rows, "is_full": len(rows) >= MOST, "most": MOST, "origin": origin_of(program)}
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


def _page(
    request: HttpRequest, program: Program, key: str, form: QuestionForm, status: int = 200, **more: Any
) -> HttpResponse:
    page = {"program": program, "key": key, "form": form, "is_new": key == NEW} | more
    return render(request, "programs/surveys/question.html", page, status=status)


@managers_only
@require_POST
def survey_question_save(request: HttpRequest, program_id: int, key: str) -> HttpResponse:
    """Keep a question."""
    program = find_program(program_id)
    if key != NEW and _asked(program, key) is None:
        return _overtaken(request, program, key)
    form = _form(_survey(program), key, request.POST)
    if not form.is_valid():
        return _page(request, program, key, form, 422)
    question, read_as = form.question, form.cleaned_data["edition"]

    def put(questions: list[Question]) -> list[Question]:
        if key != NEW:
            now = next((one for one in questions if one.key == key), None)
            if now is None or (now != question and read_as not in ("", now.edition)):
                raise ChangedMeanwhile
            return [question if one.key == key else one for one in questions]
        is_twice = any(replace(one, key=question.key) == question for one in questions)  # pressed twice
        return questions if is_twice else [*questions, question]

    if key == NEW and len(_survey(program).asked) >= MOST:
        form.add_error(None, _("A survey has at most %(most)d questions.") % {"most": MOST})
        return _page(request, program, key, form, 422)
    try:
        _rewrite(request, program, put, question=question.key)
    except ChangedMeanwhile:
        return _overtaken(request, program, key)
    messages.success(request, _("Saved."))
    return redirect("survey_questions", program.pk)


def _asked(program: Program, key: str) -> Question | None:
    return next((one for one in _survey(program).asked if one.key == key), None)


def _overtaken(request: HttpRequest, program: Program, key: str) -> HttpResponse:
    """Somebody else was faster: what was typed stays, beside the question as it is by now; one that is gone is new."""
    now = _asked(program, key)
    form = _form(_survey(program), key if now is not None else NEW, request.POST)
    if now is None:
        form.add_error(None, _("Somebody took this question out. Saving it asks it again, as the last one."))
        return _page(request, program, NEW, form, CONFLICT)
    theirs = beside(form, said_in(now) | {"kind": now.kind_words, "after": "", "required": ""})
    read_again(form, now.edition, who_last("survey.changed", program, question=key))
    return _page(request, program, key, form, CONFLICT, theirs=theirs)


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


def _rewrite(
    request: HttpRequest, program: Program, change: Callable[[list[Question]], list[Question]], **facts: str
) -> None:
    """Change the list under the lock of the survey: two who edit do not lose each other's questions."""
    with transaction.atomic():
        survey = Survey.objects.select_for_update().get(pk=_survey(program).pk)
        before = survey.asked
        after = without_lost(change(list(before)))[:MOST]
        if after != before:
            survey.questions = kept(after)
            survey.save(update_fields=["questions"])
            record("survey.changed", actor=member_of(request), subject=program, **facts)
