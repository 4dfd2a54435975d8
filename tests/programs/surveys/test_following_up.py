"""Low scores, bugs and wishes become tasks: of the right person, with a name only where it was said."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from members.duties.models import Duty
from members.profiles.models import Member
from programs.surveys.models import SurveyRules
from programs.surveys.questions import Question
from programs.surveys.routing import why_followed
from programs.surveys.sheets import FollowUp
from tests.programs.surveyed import COLOUR, SCORE, WHY, a_round, a_survey, answered, closed, scores

pytestmark = pytest.mark.django_db
As = Callable[..., Any]
STARS = Question("stars", "csat", "How satisfied are you?")


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({"score": 6}, "low"),
        ({"score": 7}, ""),
        ({"stars": 2}, "low"),
        ({"stars": 3}, ""),
        ({"score": 9, "why": "The search crashes on my phone."}, "bug"),
        ({"score": 2, "why": "Se ei toimi puhelimella."}, "bug"),
        ({"score": 9, "why": "Не работает поиск."}, "bug"),
        ({"score": 9, "why": "I would like a calendar."}, "wish"),
        ({"score": 9, "why": "Szeretnék egy naptárt."}, "wish"),
        ({"score": 9, "why": "Przydałby się kalendarz."}, "wish"),
        ({"score": 9, "why": "Debugging together is fun."}, ""),
        ({"score": 9, "colour": "Azure"}, "bug"),
        ({"score": 9, "colour": "Crimson"}, ""),
        ({"score": 9, "why": "The klonk again."}, "bug"),
    ],
)
def test_what_is_looked_after_and_why(answers: dict[str, Any], why: str) -> None:
    rules = SurveyRules(bug_words=["klonk"])
    assert why_followed([SCORE, STARS, WHY, COLOUR], answers, rules) == why


def test_a_named_low_score_goes_to_whom_the_rules_say_about_its_member(mia: Member, olli: Member) -> None:
    SurveyRules.objects.create(low_to=olli)
    people = answered(a_round(a_survey(mia, anonymous=False)), {"score": 1, "why": "Too loud."})
    duty = Duty.objects.get()
    assert (duty.owner, duty.member) == (olli, people[0])
    assert "Too loud." not in duty.note  # the whole team reads notes
    assert "Too loud." in FollowUp.objects.get().words
    assert FollowUp.objects.get().sheet is not None


def test_an_answer_is_read_by_managers_and_by_whoever_has_its_task(
    mia: Member, mo: Member, ben: Member, as_: As
) -> None:
    round_ = a_round(a_survey(mia, anonymous=False))
    answered(round_, {"score": 1, "why": "zqfirst"}, {"score": 1, "why": "zqsecond"})
    path = reverse("survey_follow_ups", args=[round_.occurrence_id])
    assert as_(ben).get(path).status_code == 403
    assert as_(mo).get(path).status_code == 404
    Duty.objects.earliest("pk").take(by=mo)
    page = as_(mo).get(path)
    assert "zqfirst" in page.text
    assert "zqsecond" not in page.text
    assert "zqsecond" in as_(mia).get(path).text


def test_without_a_person_in_the_rules_the_team_gets_it(mia: Member, ben: Member) -> None:
    SurveyRules.objects.create(low_to=ben)  # not of the team any more
    answered(a_round(a_survey(mia, anonymous=False)), {"score": 1})
    assert Duty.objects.get().owner is None


def test_anonymous_ones_have_no_name_and_none_come_of_fewer_than_five(mia: Member) -> None:
    few = a_round(a_survey(mia))
    answered(few, *scores(0, 0, 0, 0))
    closed(few)
    assert not Duty.objects.exists()
    many = a_round(a_survey(mia, title="Another one"))
    people = answered(many, *scores(0, 0, 0, 0, 9))
    closed(many)
    assert Duty.objects.filter(member=None).count() == 4
    assert FollowUp.objects.filter(sheet=None).count() == 4
    text = " ".join([*Duty.objects.values_list("note", flat=True), *FollowUp.objects.values_list("words", flat=True)])
    assert not any(one.name in text for one in people)


def test_closing_again_makes_no_second_task(mia: Member) -> None:
    round_ = a_round(a_survey(mia, anonymous=False))
    answered(round_, *scores(0))
    closed(round_)
    closed(round_)
    assert Duty.objects.count() == 1


def test_managers_see_how_it_stands_and_can_write_to_who_said_it(mia: Member, as_: As) -> None:
    survey = a_survey(mia, anonymous=False)
    person = answered(a_round(survey), {"score": 1})[0]
    page = as_(mia).get(reverse("survey_results", args=[survey.program_id]))
    assert person.name in page.text
    assert "Waits" in page.text
    occurrence = FollowUp.objects.get().occurrence_id
    assert f"?to={person.handle}" in as_(mia).get(reverse("survey_follow_ups", args=[occurrence])).text
    duty = Duty.objects.get()
    duty.take(by=mia)
    duty.finish(by=mia)
    page = as_(mia).get(reverse("survey_results", args=[survey.program_id]))
    assert "Done" in page.text


def test_the_rules_are_the_managers_and_say_what_does_not_fit(mia: Member, ben: Member, mo: Member, as_: As) -> None:
    sent = {"contact_days": "14", "low_to": str(mo.pk), "bug_words": "klonk\nklonk\nfizzle"}
    assert as_(ben).post(reverse("survey_rules"), sent).status_code == 403
    assert as_(mo).post(reverse("survey_rules"), sent).status_code == 403
    as_(mia).post(reverse("survey_rules"), sent)
    rules = SurveyRules.current()
    assert (rules.contact_days, rules.low_to, rules.bug_words) == (14, mo, ["klonk", "fizzle"])
    for wrong in ({"contact_days": "0"}, sent | {"low_to": str(ben.pk)}, sent | {"bug_words": "x" * 60}):
        page = as_(mia).post(reverse("survey_rules"), wrong)
        assert page.status_code == 422
        assert "There is a problem" in page.text
    assert SurveyRules.current().contact_days == 14
