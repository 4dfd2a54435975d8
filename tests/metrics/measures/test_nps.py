"""The score of recommending comes from the sums of closed surveys alone: never from fewer than five answers."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from members.profiles.models import Member
from metrics.measures.all import MEASURES
from metrics.measures.measure import Counted, Cut
from metrics.measures.withholding import is_withheld
from metrics.rollups.days import day_of
from programs.series.occurrences import Occurrence
from programs.surveys.measuring import nps
from programs.surveys.models import Round
from programs.surveys.questions import Question
from tests.factories import a_space
from tests.programs.surveyed import COLOUR, SCORE, a_round, a_survey, answered, closed, scores

pytestmark = pytest.mark.django_db
MEASURE = MEASURES["nps"]
MORE = Question("later", "nps", "And in a year?")


def a_closed(mia: Member, *said: dict[str, Any], questions: tuple[Question, ...] = (SCORE,), **program: Any) -> Round:
    round_ = a_round(a_survey(mia, *questions, **program))
    answered(round_, *said)
    return closed(round_)


def number(day: date | None = None, cut: Cut | None = None, days: int = 28) -> Counted:
    day = day or day_of(timezone.now())
    return MEASURE.numbers([day], days, cut)[day, None]


def test_fewer_than_five_answers_are_never_read(mia: Member) -> None:
    a_closed(mia, *scores(10, 10, 9, 9))
    assert number() == Counted(None, None, 0, 0)


def test_a_survey_that_goes_on_is_not_read(mia: Member) -> None:
    answered(a_round(a_survey(mia, SCORE)), *scores(10, 10, 9, 9, 1, 0))
    assert number().value is None


def test_it_is_what_the_survey_itself_says(mia: Member) -> None:
    a_closed(mia, *scores(10, 9, 9, 8, 7, 6, 0))
    expected = nps({10: 1, 9: 2, 8: 1, 7: 1, 6: 1, 0: 1})
    found = number()
    assert expected is not None
    assert found.value is not None
    assert round(found.value) == expected.score
    assert (found.top, found.of, found.people) == (1, 7, 7)
    assert not is_withheld(found.people)


def test_all_that_asked_for_it_count_together_and_other_questions_do_not(mia: Member) -> None:
    said = [{"score": 10, "later": later, "colour": "Azure"} for later in (0, 0, 0, 9, 10)]
    a_closed(mia, *said, questions=(COLOUR, SCORE, MORE))
    a_closed(mia, *scores(0, 0, 0, 0, 0, 0))
    found = number()
    assert (found.top, found.of) == (5 - 3 + 2 - 6, 16)
    assert found.value == pytest.approx(-200 / 16)


def test_it_belongs_to_the_day_on_which_the_survey_closed(mia: Member) -> None:
    round_ = a_closed(mia, *scores(10, 10, 9, 9, 9))
    today = day_of(timezone.now())
    Occurrence.objects.filter(pk=round_.occurrence_id).update(closed_at=timezone.now() - timedelta(days=28))
    assert number(today).value is None
    assert number(today - timedelta(days=1)).value == 100
    assert number(today, days=90).value == 100


def test_a_space_has_the_surveys_that_were_made_for_it(mia: Member) -> None:
    space, other = a_space(), a_space()
    a_closed(mia, *scores(10, 10, 9, 9, 9), space=space)
    a_closed(mia, *scores(0, 0, 0, 0, 0))
    today = day_of(timezone.now())
    assert number().value == 0
    assert number(cut=Cut(space=space.pk)).value == 100
    assert number(cut=Cut(space=other.pk)).value is None
    assert MEASURE.numbers([today], 28, by_space=True) == {(today, space.pk): number(cut=Cut(space=space.pk))}


def test_it_leads_to_nobody(mia: Member, as_: Callable[..., Any]) -> None:
    a_closed(mia, *scores(10, 10, 9, 9, 1))
    assert not MEASURE.behind(day_of(timezone.now()), 28).exists()
