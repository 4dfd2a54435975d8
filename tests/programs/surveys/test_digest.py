"""The survey that waits, in the digest: for who was asked, may answer and has not."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from community.spaces.models import Space
from members.digest.sections import Readers
from members.profiles.models import Member
from programs.surveys.answering import answer, put_off
from programs.surveys.digesting import WaitingSurvey
from programs.surveys.models import Asked
from tests.programs.surveyed import a_round, a_survey, asked_too

pytestmark = pytest.mark.django_db


def told(*readers: Member) -> dict[str, list[str]]:
    """What the section says to each."""
    section, since = WaitingSurvey(), timezone.now() - timedelta(days=7)
    asked = Readers(dict.fromkeys(readers, since))
    chosen = section.choose(asked)
    shown = section.show(asked, chosen, section.find(asked, chosen))
    return {one.name: [piece.title for piece in shown.get(one.pk, [])] for one in readers}


def test_who_was_not_asked_or_may_not_answer_hears_nothing(mia: Member, ben: Member, nia: Member) -> None:
    round_ = a_round(a_survey(mia))
    Asked.objects.all().delete()
    asked_too(round_, ben)
    assert told(ben, nia) == {"Ben": ["How is it here"], "Nia": []}
    ben.silenced_until = timezone.now() + timedelta(days=1)
    assert told(ben) == {"Ben": []}


def test_who_answered_or_put_it_off_hears_no_more(mia: Member, ben: Member, nia: Member) -> None:
    round_ = a_round(a_survey(mia))
    for one in (ben, nia):
        asked_too(round_, one)
    answer(round_.occurrence, {"score": 9}, by=ben)
    put_off(round_.occurrence, by=nia)
    assert told(ben, nia) == {"Ben": [], "Nia": []}


def test_of_a_survey_behind_a_door_nobody_outside_hears(
    mia: Member, ben: Member, nia: Member, private_space: Space
) -> None:
    round_ = a_round(a_survey(mia, space=private_space))
    for one in (ben, nia):
        asked_too(round_, one)
    assert told(ben, nia) == {"Ben": ["How is it here"], "Nia": []}


def test_as_many_queries_for_many_readers_as_for_one(
    mia: Member, ben: Member, nia: Member, django_assert_max_num_queries: Any
) -> None:
    round_ = a_round(a_survey(mia))
    for one in (mia, ben, nia):
        asked_too(round_, one)
    with django_assert_max_num_queries(8):
        told(mia, ben, nia)
