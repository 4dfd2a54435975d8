"""Questions and settings of a survey: who may not, what does not fit, and that nothing of it changes what is open."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from members.profiles.models import Member
from programs.surveys.forms import SurveyDetails
from programs.surveys.models import Survey
from tests.programs.planned import a_program
from tests.programs.surveyed import COLOUR, SCORE, SHADE, WHY, a_round, a_survey

pytestmark = pytest.mark.django_db
As = Callable[..., Any]
NEW = {"kind": "one", "words": "Which day?", "choices": "Monday\nFriday #wish"}


def keys(survey: Survey) -> list[str]:
    survey.refresh_from_db()
    return [one.key for one in survey.asked]


@pytest.mark.parametrize("who", ["ben", "mo"])
def test_nobody_but_managers_changes_questions_or_reads_results(
    request: pytest.FixtureRequest, mia: Member, as_: As, who: str
) -> None:
    survey = a_survey(mia)
    client = as_(request.getfixturevalue(who))
    number = survey.program_id
    for name, given in (
        ("survey_questions", []),
        ("survey_results", []),
        ("survey_question", ["score"]),
        ("survey_csv", []),
    ):
        assert client.get(reverse(name, args=[number, *given])).status_code == 403
    for name in ("survey_question_save", "survey_question_move", "survey_question_remove"):
        assert client.post(reverse(name, args=[number, "score"]), NEW).status_code == 403
    assert keys(survey) == ["score", "why"]


def test_a_question_is_added_changed_moved_and_taken_out(mia: Member, as_: As) -> None:
    survey, client = a_survey(mia), as_(mia)
    client.post(reverse("survey_question_save", args=[survey.program_id, "new"]), NEW)
    added = keys(survey)[-1]
    assert survey.asked[-1].marked == {"Friday": "wish"}
    sent = NEW | {"words": "Which evening?", "required": "on"}
    client.post(reverse("survey_question_save", args=[survey.program_id, added]), sent)
    client.post(reverse("survey_question_move", args=[survey.program_id, added]), {"way": "up"})
    assert keys(survey) == ["score", added, "why"]
    assert (survey.asked[1].words, survey.asked[1].required) == ("Which evening?", True)
    client.post(reverse("survey_question_remove", args=[survey.program_id, added]))
    assert keys(survey) == ["score", "why"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"words": ""}, "Write something first."),
        ({"choices": "Monday"}, "Write 2 to 20 choices"),
        ({"choices": "Monday\nMonday #bug"}, "Each choice stands there once"),
        ({"choices": "Monday\n" + "x" * 121}, "At most 120 characters for each choice."),
        ({"after": "score", "after_answers": "11"}, "Name answers of that question"),
        ({"after": "score"}, "Name answers of that question"),
        ({"after": "nonsense"}, "Select a valid choice."),
        ({"kind": "nonsense"}, "Select a valid choice."),
    ],
)
def test_what_does_not_fit_is_said(mia: Member, as_: As, changed: dict[str, str], words: str) -> None:
    survey = a_survey(mia)
    page = as_(mia).post(reverse("survey_question_save", args=[survey.program_id, "new"]), NEW | changed)
    assert page.status_code == 422
    assert words in page.text
    assert keys(survey) == ["score", "why"]


def test_there_are_at_most_twenty(mia: Member, as_: As) -> None:
    survey, client = a_survey(mia), as_(mia)
    for place in range(18):
        client.post(reverse("survey_question_save", args=[survey.program_id, "new"]), NEW | {"words": f"And {place}?"})
    page = client.post(reverse("survey_question_save", args=[survey.program_id, "new"]), NEW)
    assert page.status_code == 422
    assert "A survey has at most 20 questions." in page.text
    assert len(keys(survey)) == 20


def test_a_question_that_moves_before_the_one_it_follows_is_asked_of_all(mia: Member, as_: As) -> None:
    survey, client = a_survey(mia, COLOUR, SHADE), as_(mia)
    client.post(reverse("survey_question_move", args=[survey.program_id, "shade"]), {"way": "up"})
    assert keys(survey) == ["shade", "colour"]
    assert survey.asked[0].after == ""


def test_what_is_open_keeps_its_questions(mia: Member, as_: As) -> None:
    survey = a_survey(mia, SCORE, WHY)
    round_ = a_round(survey)
    as_(mia).post(reverse("survey_question_remove", args=[survey.program_id, "why"]))
    round_.refresh_from_db()
    assert [one.key for one in round_.asked] == ["score", "why"]


def details(**changed: Any) -> SurveyDetails:
    said = {"sort": "nps", "anonymous": "yes", "reach": "share", "size": "20", "again_days": "90"}
    return SurveyDetails({**said, **changed})


def test_a_new_survey_begins_with_the_standard_questions(mia: Member) -> None:
    program = a_program(mia, format="survey", plan=False)
    form = details()
    assert form.is_valid()
    form.save(program, by=mia)
    survey = Survey.objects.get(program=program)
    assert [one.kind for one in survey.asked] == ["nps", "text"]
    assert (survey.reach, survey.size, survey.is_anonymous, survey.again_days) == ("share", 20, True, 90)
    assert SurveyDetails.said(program)["anonymous"] == "yes"


def test_saving_again_keeps_the_questions_and_another_sort_begins_anew(mia: Member) -> None:
    program = a_program(mia, format="survey", plan=False)
    for changed, kinds in (
        ({}, ["nps", "text"]),
        ({"size": "30"}, ["nps", "text"]),
        ({"sort": "csat"}, ["csat", "text"]),
    ):
        form = details(**changed)
        assert form.is_valid()
        form.save(program, by=mia)
        survey = Survey.objects.get(program=program)
        assert [one.kind for one in survey.asked] == kinds
        words = survey.asked[0].words
    form = details(sort="csat")
    assert form.is_valid()
    form.save(program, by=mia)
    assert Survey.objects.get(program=program).asked[0].words == words


@pytest.mark.parametrize(
    "changed", [{"size": "101"}, {"size": ""}, {"size": "0"}, {"reach": "number", "size": ""}, {"again_days": "0"},
                {"sort": "x"}, {"anonymous": "perhaps"}])  # fmt: skip
def test_details_that_do_not_fit_are_refused(changed: dict[str, str]) -> None:
    assert not details(**changed).is_valid()


def test_two_managers_at_once_lose_no_question(mia: Member, olli: Member, as_: As) -> None:
    survey = a_survey(mia)
    for who in (mia, olli):
        data = NEW | {"words": f"What would {who.name} like to know?"}
        as_(who).post(reverse("survey_question_save", args=[survey.program_id, "new"]), data)
    assert len(keys(survey)) == 4
