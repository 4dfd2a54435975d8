"""Two managers at one text: the second is told who was faster, nothing is lost, and saving again is their decision."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.urls import reverse

from community.spaces.models import Space
from members.profiles.models import Member
from programs.pilots.models import PilotTask
from programs.series.texts import BankText
from programs.surveys.models import Survey
from tests.programs.piloted import a_pilot
from tests.programs.planned import a_program
from tests.programs.surveyed import COLOUR, SCORE, a_survey

pytestmark = pytest.mark.django_db
As = Callable[..., Any]
EDITION = re.compile(r'name="edition" value="([0-9a-f]{32})"')
FIRST, SECOND = "Which tools do you lend?", "Which tools do you borrow?"


@dataclass(frozen=True)
class Edited:
    """Something two managers change: where it is read and sent, its form, and what it says."""

    page: str
    sent: str
    form: Callable[[str], dict[str, str]]
    says: Callable[[], str]


def a_text(by: Member, space: Space) -> Edited:
    program = a_program(by, space=space, texts=1)
    url = reverse("program_text", args=[program.pk, BankText.objects.get().pk])
    return Edited(url, url, lambda words: {"title": words, "words": "One line"}, lambda: BankText.objects.get().title)


def a_task(by: Member, space: Space) -> Edited:
    a_pilot(by, space, tasks=1)
    url = reverse("pilot_task_edit", args=[PilotTask.objects.get().pk])
    says = lambda: PilotTask.objects.get().title  # noqa: E731
    return Edited(url, url, lambda words: {"day": "1", "title": words, "words": "By hand"}, says)


def a_question(by: Member, space: Space) -> Edited:
    survey = a_survey(by, COLOUR, SCORE)
    at = [survey.program_id, COLOUR.key]
    form = lambda words: {"kind": "one", "words": words, "choices": "Crimson\nAzure #bug"}  # noqa: E731
    says = lambda: Survey.objects.get().asked[0].words  # noqa: E731
    return Edited(reverse("survey_question", args=at), reverse("survey_question_save", args=at), form, says)


@pytest.fixture(params=[a_text, a_task, a_question])
def edited(request: pytest.FixtureRequest, mia: Member, space: Space) -> Edited:
    """Each of them in turn."""
    found: Edited = request.param(mia, space)
    return found


def read(client: Any, address: str) -> str:
    """The edition a page holds."""
    found = EDITION.search(client.get(address).text)
    assert found, "The form does not say what was read."
    return found[1]


def test_the_second_of_two_overwrites_nothing_unread(edited: Edited, as_: As, mia: Member, olli: Member) -> None:
    both = read(as_(mia), edited.page)
    assert read(as_(olli), edited.page) == both
    assert as_(olli).post(edited.sent, edited.form(FIRST) | {"edition": both}).status_code == 302
    refused = as_(mia).post(edited.sent, edited.form(SECOND) | {"edition": both})
    assert refused.status_code == 409
    assert edited.says() == FIRST
    assert f"{olli.name} changed this while you were writing" in refused.text
    assert "As it stands by now" in refused.text
    assert FIRST in refused.text and SECOND in refused.text
    found = EDITION.search(refused.text)
    assert found and found[1] != both
    assert as_(mia).post(edited.sent, edited.form(SECOND) | {"edition": found[1]}).status_code == 302
    assert edited.says() == SECOND


def test_pressed_twice_it_is_saved_once_and_nobody_is_in_the_way(edited: Edited, as_: As, mia: Member) -> None:
    sent = edited.form(FIRST) | {"edition": read(as_(mia), edited.page)}
    assert [as_(mia).post(edited.sent, sent).status_code for _twice in range(2)] == [302, 302]
    assert edited.says() == FIRST


def test_what_is_wrong_keeps_the_edition_that_was_read(edited: Edited, as_: As, mia: Member, olli: Member) -> None:
    both = read(as_(mia), edited.page)
    wrong = as_(mia).post(edited.sent, edited.form("") | {"edition": both})
    assert wrong.status_code == 422
    found = EDITION.search(wrong.text)
    assert found and found[1] == both
    as_(olli).post(edited.sent, edited.form(FIRST) | {"edition": both})
    assert as_(mia).post(edited.sent, edited.form(SECOND) | {"edition": both}).status_code == 409


def test_a_question_that_was_taken_out_meanwhile_keeps_what_was_typed(as_: As, mia: Member, olli: Member) -> None:
    survey = a_survey(mia, SCORE, COLOUR)
    at = [survey.program_id, COLOUR.key]
    sent = {"kind": "text", "words": SECOND, "edition": read(as_(mia), reverse("survey_question", args=at))}
    as_(olli).post(reverse("survey_question_remove", args=at))
    refused = as_(mia).post(reverse("survey_question_save", args=at), sent)
    assert refused.status_code == 409
    assert "Somebody took this question out." in refused.text and SECOND in refused.text
    new = reverse("survey_question_save", args=[survey.program_id, "new"])
    assert f'action="{new}"' in refused.text
    assert as_(mia).post(new, sent).status_code == 302
    assert [one.words for one in Survey.objects.get().asked] == [SCORE.words, SECOND]


def test_somebody_who_changes_another_question_is_in_nobodys_way(as_: As, mia: Member, olli: Member) -> None:
    survey = a_survey(mia, SCORE, COLOUR)
    page = reverse("survey_question", args=[survey.program_id, COLOUR.key])
    sent = {"kind": "text", "words": SECOND, "edition": read(as_(mia), page)}
    other = {"kind": "nps", "words": FIRST, "required": "on"}
    as_(olli).post(reverse("survey_question_save", args=[survey.program_id, SCORE.key]), other)
    answer = as_(mia).post(reverse("survey_question_save", args=[survey.program_id, COLOUR.key]), sent)
    assert answer.status_code == 302
    assert [one.words for one in Survey.objects.get().asked] == [FIRST, SECOND]
