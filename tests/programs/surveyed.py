"""Surveys for tests: planned, opened, answered and closed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from programs.surveys.answering import answer
from programs.surveys.asking import ask
from programs.surveys.format import SurveyFormat
from programs.surveys.models import Asked, Round, Survey
from programs.surveys.questions import Question, kept
from tests.factories import a_member
from tests.programs.planned import a_program

if TYPE_CHECKING:
    from members.profiles.models import Member

SCORE = Question("score", "nps", "Would you recommend us?", required=True)
WHY = Question("why", "text", "Why?")
COLOUR = Question("colour", "one", "Which colour?", choices=("Crimson", "Azure", "Saffron"), marks=("", "bug", ""))
SHADE = Question("shade", "text", "Which shade?", after="colour", after_answers=("Azure",))


def a_survey(owner: Member, *questions: Question, anonymous: bool = True, plan: bool = True, **said: Any) -> Survey:
    """A monthly survey of everybody with a score and a reason, that begins tomorrow."""
    of_survey = {name: said.pop(name) for name in ("reach", "size", "again_days", "sort", "seed") if name in said}
    program = a_program(
        owner, plan=plan, **{"format": "survey", "title": "How is it here", "minutes": 60 * 24 * 7, **said}
    )
    survey: Survey = Survey.objects.create(
        program=program,
        is_anonymous=anonymous,
        questions=kept(questions or (SCORE, WHY)),
        **{"sort": "nps", **of_survey},
    )
    return survey


def a_round(survey: Survey, number: int = 0) -> Round:
    """One of its occurrences, opened a day ago and open for six more; the next one is `number` 1."""
    occurrence = survey.program.occurrences.order_by("day")[number]
    now = timezone.now()
    occurrence.starts_at, occurrence.ends_at = now - timedelta(days=1), now + timedelta(days=6)
    occurrence.opened_at = occurrence.starts_at
    occurrence.save()
    return ask(occurrence, survey)


def answered(round_: Round, *all_answers: dict[str, Any]) -> list[Member]:
    """Let so many new members have been asked, and answer so."""
    people = [a_member() for _ in all_answers]
    for member, answers in zip(people, all_answers, strict=True):
        asked_too(round_, member)
        answer(round_.occurrence, answers, by=member)
    round_.refresh_from_db()
    return people


def asked_too(round_: Round, member: Member) -> Asked:
    """Let a member have been asked."""
    row, is_new = Asked.objects.get_or_create(
        occurrence=round_.occurrence, member=member, defaults={"day": timezone.localdate()}
    )
    if is_new:
        Round.objects.filter(pk=round_.pk).update(
            asked_count=Asked.objects.filter(occurrence=round_.occurrence).count()
        )
    return row


def closed(round_: Round) -> Round:
    """As the clock leaves it behind."""
    occurrence = round_.occurrence
    with transaction.atomic():
        SurveyFormat().close(occurrence)
    occurrence.ends_at = timezone.now() - timedelta(minutes=1)
    occurrence.closed_at = occurrence.ends_at
    occurrence.save(update_fields=["ends_at", "closed_at"])
    return Round.objects.select_related("occurrence__program").get(pk=round_.pk)


def scores(*numbers: int) -> list[dict[str, Any]]:
    """Answers with these scores and a reason each."""
    return [{"score": number, "why": f"Because of reason {place}."} for place, number in enumerate(numbers)]
