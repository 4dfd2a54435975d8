"""Results: nothing below five, no parts that tell of fewer, and the figures."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from members.profiles.models import Member
from programs.surveys.counting import counted
from programs.surveys.measuring import nps, satisfaction
from programs.surveys.results import parts_of, results_of
from tests.programs.surveyed import COLOUR, SCORE, SHADE, WHY, a_round, a_survey, answered, closed, scores

pytestmark = pytest.mark.django_db
As = Callable[..., Any]


def test_four_answers_tell_nothing_on_the_page_and_in_the_table(mia: Member, as_: As) -> None:
    survey = a_survey(mia)
    round_ = a_round(survey)
    answered(round_, *[{"score": 0, "why": "zqsecretreason"}] * 4)
    closed(round_)
    page = as_(mia).get(reverse("survey_results", args=[survey.program_id]))
    table = as_(mia).get(reverse("survey_csv", args=[survey.program_id]))
    assert "Results stand here from 5 answers on." in page.text
    assert "zqsecretreason" not in page.text + table.text
    assert len(table.text.splitlines()) == 1


def test_five_answers_are_told(mia: Member, as_: As) -> None:
    survey = a_survey(mia)
    answered(round_ := a_round(survey), *scores(10, 10, 9, 7, 2))
    closed(round_)
    page = as_(mia).get(reverse("survey_results", args=[survey.program_id]))
    assert "NPS 40" in page.text
    assert "Because of reason 4." in page.text


def test_an_open_anonymous_survey_tells_nothing_however_many_answered(mia: Member, as_: As) -> None:
    survey = a_survey(mia)
    answered(a_round(survey), *scores(*[9] * 6))
    page = as_(mia).get(reverse("survey_results", args=[survey.program_id]))
    assert "NPS 100" not in page.text
    assert "Its results stand here when it has closed." in page.text


def test_an_open_survey_with_names_tells_from_five_on(mia: Member) -> None:
    round_ = a_round(a_survey(mia, anonymous=False))
    answered(round_, *scores(9, 9, 9, 9))
    assert not results_of(round_).is_shown
    answered(round_, *scores(9))
    assert results_of(round_).is_shown


def test_a_question_that_fewer_than_five_answered_is_not_told(mia: Member) -> None:
    said = [{"score": 9}] * 6 + [{"score": 9, "why": "zqfew"}] * 4
    answered(round_ := a_round(a_survey(mia)), *said)
    told = {one.question.key: one for one in results_of(closed(round_)).told}
    assert told["why"].is_hidden
    assert told["why"].texts == []
    assert told["why"].count == 0
    assert not told["score"].is_hidden


def test_parts_are_offered_only_where_each_has_five(mia: Member) -> None:
    even = [{"colour": "Crimson"}] * 5 + [{"colour": "Azure"}] * 6
    offered = parts_of([COLOUR], counted([COLOUR], even))
    assert [one.words for one in offered] == ["Which colour? Crimson", "Which colour? Azure"]
    assert parts_of([COLOUR], counted([COLOUR], [*even, {"colour": "Saffron"}])) == []
    assert parts_of([COLOUR], counted([COLOUR], [*even, {}])) == []
    assert parts_of([COLOUR], counted([COLOUR], even[:5])) == []


def test_a_part_that_is_not_offered_changes_nothing(mia: Member) -> None:
    said = [{"score": 9, "colour": "Crimson"}] * 6 + [{"score": 0, "colour": "Azure"}] * 4
    answered(round_ := a_round(a_survey(mia, SCORE, COLOUR)), *said)
    round_ = closed(round_)
    assert results_of(round_, part="colour:1").count == 10
    assert results_of(round_, part="nonsense").count == 10


def test_a_part_shows_its_own_answers(mia: Member) -> None:
    said = [{"score": 9, "colour": "Crimson"}] * 6 + [{"score": 0, "colour": "Azure", "shade": "dark"}] * 5
    answered(round_ := a_round(a_survey(mia, SCORE, COLOUR, SHADE)), *said)
    found = results_of(closed(round_), part="colour:1")
    assert found.count == 5
    assert found.told[0].nps is not None
    assert found.told[0].nps.detractors == 5


def test_texts_are_found_by_a_word(mia: Member) -> None:
    said = [{"score": 9, "why": f"Tea number {place}"} for place in range(5)] + [{"score": 9, "why": "Coffee"}]
    answered(round_ := a_round(a_survey(mia, SCORE, WHY)), *said)
    told = results_of(closed(round_), search="coFFee").told[1]
    assert told.texts == ["Coffee"]


def test_the_score_and_its_interval() -> None:
    found = nps({10: 40, 8: 40, 3: 20})
    assert found is not None
    assert (found.promoters, found.passives, found.detractors, found.score) == (40, 40, 20, 20)
    # (41 - 21)/102 ± 1.96·sqrt((62/102 - (20/102)²)/102) = 0.196 ± 0.146
    assert (found.least, found.most) == (5, 34)
    assert nps({}) is None


def test_the_share_of_the_satisfied_and_its_interval() -> None:
    found = satisfaction({5: 6, 4: 2, 2: 2})
    assert found is not None
    # Wilson for 8 of 10: 0.490 to 0.943.
    assert (found.share, found.least, found.most) == (80, 49, 94)
    assert satisfaction({}) is None


def test_a_table_holds_no_formula(mia: Member, as_: As) -> None:
    survey = a_survey(mia)
    answered(round_ := a_round(survey), *[{"score": 9, "why": "=HYPERLINK(1)"}] * 5)
    closed(round_)
    table = as_(mia).get(reverse("survey_csv", args=[survey.program_id])).text
    assert "'=HYPERLINK(1)" in table


def test_numbers_are_shown_to_members_only_when_a_manager_says_so_and_without_texts(
    mia: Member, ben: Member, as_: As
) -> None:
    survey = a_survey(mia)
    answered(round_ := a_round(survey), *scores(9, 9, 9, 9, 9))
    closed(round_)
    path = reverse("survey_shared", args=[round_.occurrence_id])
    assert as_(ben).get(path).status_code == 404
    share = reverse("survey_share", args=[round_.occurrence_id])
    assert as_(ben).post(share, {"share": "yes"}).status_code == 403
    as_(mia).post(share, {"share": "yes"})
    page = as_(ben).get(path)
    assert "NPS 100" in page.text
    assert "Because of reason" not in page.text
    as_(mia).post(share, {"share": "no"})
    assert as_(ben).get(path).status_code == 404


def test_too_few_answers_cannot_be_shown_to_members(mia: Member, as_: As) -> None:
    answered(round_ := a_round(a_survey(mia)), *scores(9, 9))
    closed(round_)
    as_(mia).post(reverse("survey_share", args=[round_.occurrence_id]), {"share": "yes"})
    round_.refresh_from_db()
    assert round_.shared_at is None


def test_results_of_a_private_space_are_not_shown_outside(
    mia: Member, ben: Member, nia: Member, private_space, as_: As
) -> None:
    survey = a_survey(mia, space=private_space)
    answered(round_ := a_round(survey), *scores(9, 9, 9, 9, 9))
    closed(round_)
    as_(mia).post(reverse("survey_share", args=[round_.occurrence_id]), {"share": "yes"})
    path = reverse("survey_shared", args=[round_.occurrence_id])
    assert as_(ben).get(path).status_code == 200
    assert as_(nia).get(path).status_code == 404


def test_no_difference_of_parts_tells_of_fewer_than_five(mia: Member) -> None:
    said = [{"colour": "Crimson", "why": "Light."}] * 6
    said += [{"colour": "Azure", "why": "zqfew"}] * 4 + [{"colour": "Azure"}] * 2
    answered(round_ := a_round(a_survey(mia, COLOUR, WHY)), *said)
    round_ = closed(round_)
    assert results_of(round_).told[1].count == 10, "of all together it is told"
    for part in ("colour:0", "colour:1"):
        found = results_of(round_, part=part)
        told = {one.question.key: one for one in found.told}
        assert found.count == 6
        assert not told["colour"].is_hidden
        assert told["why"].is_hidden and not told["why"].texts, "all but these would be the four of the others"
