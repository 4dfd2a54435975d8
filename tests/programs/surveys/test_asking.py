"""Who is asked: never those who want no surveys, were asked lately or cannot answer; drawn, and drawn the same."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from members.notifications.models import MailItem, Notification
from members.notifications.preferences import choose
from members.profiles.models import Member
from members.segments.models import Segment
from programs.series.occurrences import Occurrence
from programs.series.steps import Step, run_due
from programs.surveys.answering import never_ask, put_off
from programs.surveys.asking import drawn, foresee, remind
from programs.surveys.models import Asked, Round, SurveyRules
from tests.factories import a_member
from tests.programs.surveyed import a_round, a_survey

pytestmark = pytest.mark.django_db
As = Callable[..., Any]


def asked(round_: Round) -> set[str]:
    return set(Asked.objects.filter(occurrence=round_.occurrence).values_list("member__name", flat=True))


def test_nobody_is_asked_who_cannot_answer(mia: Member, ben: Member, eve: Member) -> None:
    a_member("Quiet", silenced_until=timezone.now() + timedelta(days=1))
    a_member("Gone", is_active=False)
    assert asked(a_round(a_survey(mia))) == {"Mia", "Ben"}


def test_nobody_is_asked_who_wants_no_surveys(mia: Member, ben: Member) -> None:
    choose(ben, "survey", in_app=False, by_mail=False, by_push=False)
    assert asked(a_round(a_survey(mia))) == {"Mia"}


def test_nobody_is_asked_by_two_surveys_within_the_days_of_all(mia: Member, ben: Member, time_machine) -> None:
    first = a_round(a_survey(mia))
    assert first.asked_count == 2
    other = a_survey(mia, title="Another one")
    assert a_round(other).asked_count == 0
    time_machine.move_to(timezone.now() + timedelta(days=31))
    assert a_round(other, 1).asked_count == 2


def test_a_shorter_gap_is_a_matter_of_the_rules(mia: Member, time_machine) -> None:
    SurveyRules.objects.create(contact_days=3)
    a_round(a_survey(mia))
    time_machine.move_to(timezone.now() + timedelta(days=4))
    assert a_round(a_survey(mia, title="Another one")).asked_count == 1


def test_nobody_is_asked_twice_in_a_series_within_its_days(mia: Member, ben: Member, time_machine) -> None:
    survey = a_survey(mia, again_days=60)
    assert a_round(survey).asked_count == 2
    time_machine.move_to(timezone.now() + timedelta(days=40))
    assert a_round(survey, 1).asked_count == 0
    time_machine.move_to(timezone.now() + timedelta(days=21))
    assert a_round(survey, 2).asked_count == 2


def test_a_part_of_a_series_that_was_split_remembers_whom_the_earlier_one_asked(mia: Member, time_machine) -> None:
    survey = a_survey(mia, again_days=90)
    a_round(survey)
    later = survey.program
    later = type(later).objects.get(pk=later.pk)
    later.pk, later.continues = None, survey.program
    later.save(force_insert=True)
    time_machine.move_to(timezone.now() + timedelta(days=40))
    moved = survey.program.occurrences.order_by("day")[3]
    Occurrence.objects.filter(pk=moved.pk).update(program=later)
    moved = Occurrence.objects.select_related("program").get(pk=moved.pk)
    assert drawn(moved, survey, SurveyRules()) == []


def test_only_its_audience_is_asked(mia: Member, ben: Member, nia: Member) -> None:
    rule = {"every": [{"any": [{"is": "role", "values": {"role": "manager"}}]}]}
    segment = Segment.objects.create(name="Nobody any more", rule=rule)
    assert a_round(a_survey(mia, audience=segment)).asked_count == 0


def test_of_a_private_space_only_those_inside_are_asked(mia: Member, ben: Member, nia: Member, private_space) -> None:
    assert asked(a_round(a_survey(mia, space=private_space))) == {"Ben"}


def test_so_many_are_drawn_and_the_same_whenever_one_looks(mia: Member) -> None:
    for _ in range(20):
        a_member()
    survey = a_survey(mia, reach="number", size=7, seed="fixed")
    occurrence = survey.program.occurrences.earliest("day")
    first = drawn(occurrence, survey, SurveyRules())
    assert len(first) == 7
    assert drawn(occurrence, survey, SurveyRules()) == first
    survey.seed = "other"
    assert drawn(occurrence, survey, SurveyRules()) != first
    assert foresee(occurrence, survey).asked == 7
    assert not Asked.objects.exists()


def test_a_share_is_counted_up(mia: Member) -> None:
    for _ in range(20):
        a_member()
    assert a_round(a_survey(mia, reach="share", size=10)).asked_count == 3


def test_those_who_are_asked_are_told_once_and_reminded_once(
    mia: Member, ben: Member, nia: Member, delivered: As, time_machine
) -> None:
    survey = a_survey(mia)
    occurrence = survey.program.occurrences.earliest("day")
    time_machine.move_to(occurrence.starts_at + timedelta(minutes=1))
    run_due()
    delivered()
    assert Notification.objects.filter(kind="survey_asked").count() == 3
    put_off(occurrence, by=nia)
    time_machine.move_to(occurrence.starts_at + timedelta(days=6))
    run_due()
    assert remind(occurrence) == 0
    delivered()
    assert set(Notification.objects.filter(kind="survey_reminded").values_list("member__name", flat=True)) == {
        "Mia", "Ben",
    }  # fmt: skip
    assert MailItem.objects.filter(member=nia).count() == 1


def test_after_an_outage_a_survey_whose_time_is_over_asks_nobody(mia: Member, time_machine) -> None:
    survey = a_survey(mia, rule="")
    occurrence = survey.program.occurrences.get()
    time_machine.move_to(occurrence.ends_at + timedelta(days=1))
    run_due()
    assert not Asked.objects.exists()
    assert Step.objects.get(occurrence=occurrence, key="remind").done_at is None


def test_a_survey_without_questions_does_not_open_and_says_so(mia: Member, time_machine) -> None:
    survey = a_survey(mia)
    survey.questions = []
    survey.save()
    occurrence = survey.program.occurrences.earliest("day")
    time_machine.move_to(occurrence.starts_at + timedelta(minutes=1))
    run_due()
    assert Step.objects.get(occurrence=occurrence, key="open").failed_why == "Say first what is asked."
    assert not Round.objects.exists()


def test_never_means_no_survey_any_more(mia: Member, ben: Member, time_machine) -> None:
    survey = a_survey(mia, again_days=10)
    round_ = a_round(survey)
    never_ask(round_.occurrence, by=ben)
    time_machine.move_to(timezone.now() + timedelta(days=40))
    assert asked(a_round(survey, 5)) == {"Mia"}
