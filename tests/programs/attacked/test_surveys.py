"""Anonymous surveys: what is looked after, and what stays in a browser, tells nobody who said what."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from programs.surveys.models import Asked
from programs.surveys.questions import Question
from programs.surveys.sheets import FollowUp
from tests.programs.surveyed import COLOUR, SCORE, WHY, a_round, a_survey, answered, asked_too, closed, scores

if TYPE_CHECKING:
    from collections.abc import Callable

    from members.profiles.models import Member

    As = Callable[..., Any]

pytestmark = pytest.mark.django_db
PLACE = Question("place", "one", "Where do you live?", choices=("Turku", "Zqisland"))
YEARS = Question("years", "number", "How old are you?")
ASIDE = Question("aside", "text", "What else?")


def test_a_task_does_not_say_what_would_tell_whose_anonymous_answer_it_is(mia: Member) -> None:
    round_ = a_round(a_survey(mia, SCORE, WHY, PLACE, YEARS, COLOUR, ASIDE))
    usual = {"score": 9, "why": "Fine.", "place": "Turku", "years": 41, "colour": "Crimson"}
    low = {"score": 1, "why": "Too loud.", "place": "Zqisland", "years": 97, "colour": "Azure", "aside": "zqaside"}
    answered(round_, usual, usual, usual, usual, low)
    closed(round_)
    words = FollowUp.objects.get().words
    assert "1/10" in words and "Too loud." in words and "Azure" in words
    assert not [told for told in ("Zqisland", "97", "zqaside", "Where do you live?") if told in words]


def test_nothing_is_looked_after_because_of_a_question_that_fewer_than_five_answered(mia: Member) -> None:
    round_ = a_round(a_survey(mia, SCORE, ASIDE))
    answered(round_, *[{"score": 9}] * 4, {"score": 9, "aside": "It crashes."})
    closed(round_)
    assert not FollowUp.objects.exists()


def test_of_a_survey_with_names_the_task_says_all(mia: Member) -> None:
    answered(a_round(a_survey(mia, SCORE, PLACE, anonymous=False)), {"score": 1, "place": "Zqisland"})
    assert "Zqisland" in FollowUp.objects.get().words


def test_members_read_no_numbers_that_one_more_answer_would_change(mia: Member, ben: Member, as_: As) -> None:
    round_ = a_round(a_survey(mia, anonymous=False))
    answered(round_, *scores(9, 9, 9, 9, 9))
    as_(mia).post(reverse("survey_share", args=[round_.occurrence_id]), {"share": "yes"})
    address = reverse("survey_shared", args=[round_.occurrence_id])
    assert as_(ben).get(address).status_code == 404
    closed(round_)
    assert "NPS 100" in as_(ben).get(address).text


def test_a_question_that_is_sent_twice_is_asked_once(mia: Member, as_: As) -> None:
    survey = a_survey(mia, SCORE)
    address = reverse("survey_question_save", args=[survey.program_id, "new"])
    for _press in range(2):
        assert as_(mia).post(address, {"kind": "one", "words": "Tea?", "choices": "Yes\nNo"}).status_code == 302
    survey.refresh_from_db()
    assert [one.words for one in survey.asked] == [SCORE.words, "Tea?"]


def test_two_at_one_machine_have_two_drafts(mia: Member, ben: Member, nia: Member, as_: As) -> None:
    round_ = a_round(a_survey(mia))
    address, places = reverse("survey", args=[round_.occurrence_id]), []
    for member in (ben, nia):
        asked_too(round_, member)
        places += re.findall(r'data-survey="(\d+)"', as_(member).get(address).text)
    assert len(set(places)) == 2
    as_(ben).post(reverse("survey_answer", args=[round_.occurrence_id]), {"score": "9"})
    mine = Asked.objects.get(occurrence=round_.occurrence_id, member=ben)
    assert f'data-answered="{mine.pk}"' in as_(ben).get(address).text
    assert str(mine.pk) == places[0]
