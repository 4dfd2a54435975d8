"""What the clock will send to whom, shown before: for each kind, the same people who are told in the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from community.following.models import Follow, Level
from community.spaces.models import Space
from members.notifications.models import Notification
from members.profiles.models import Member
from programs.amas.models import AmaPlan
from programs.events.answering import answer
from programs.series.foreseeing import Foreseen, foreseen
from programs.series.hosting import set_host
from programs.series.occurrences import Occurrence
from programs.series.steps import run_due, set_steps
from tests.programs.called import a_call
from tests.programs.challenged import a_challenge, entries
from tests.programs.events.held import DAY, again, an_event
from tests.programs.piloted import a_pilot, inside
from tests.programs.planned import a_program
from tests.programs.spotlights.shown import a_date, agreed
from tests.programs.surveyed import a_round, a_survey

pytestmark = pytest.mark.django_db


def by_step(occurrence: Occurrence) -> dict[str, Foreseen]:
    """What waits, by the step that sends it; of one step the message to most people."""
    found = sorted(foreseen(occurrence), key=lambda one: one.people)
    return {one.step.key: one for one in found}


def at_once(occurrence: Occurrence, delivered: Callable[[], int]) -> None:
    """Let it begin now, and everybody be told."""
    lasts = occurrence.ends_at - occurrence.starts_at
    now = timezone.now()
    Occurrence.objects.filter(pk=occurrence.pk).update(starts_at=now, ends_at=now + lasts)
    set_steps([Occurrence.objects.select_related("program").get(pk=occurrence.pk)])
    run_due()
    delivered()


def test_only_managers_read_it(as_: Any, mia: Member, mo: Member, ben: Member, visitor: Any) -> None:
    url = reverse("occurrence_told", args=[an_event(mia).pk])
    for person in (visitor, ben, mo):
        assert as_(person).get(url).status_code in (302, 403, 404)
    assert "Who is told what" in as_(mia).get(url).text


def test_reminders_of_an_event_name_who_goes_and_a_day_before_who_may(
    as_: Any, mia: Member, nia: Member, ben: Member
) -> None:
    event = an_event(mia, starts_in=10 * DAY)
    answer(event, "going", by=nia)
    answer(event, "maybe", by=ben)
    set_host(event, nia, by=mia)
    found = by_step(event)
    assert found["remind-7d"].named == [nia] and set(found["remind-24h"].named) == {nia, ben}
    assert found["turn"].named == [nia]
    page = as_(mia).get(reverse("occurrence_told", args=[event.pk])).text
    assert "Reminder of an event: Repair evening" in page and nia.name in page
    assert "If it moves or is called off, 2 people are told." in page


def test_an_ama_is_told_to_those_it_names_before(
    mia: Member, nia: Member, space: Space, delivered: Callable[[], int]
) -> None:
    program = a_program(mia, format="ama", title="Planning with two", rule="", space=space)
    AmaPlan.objects.create(program=program, guest_name="Piotr")
    one = Occurrence.objects.for_page().get(program=program)
    set_steps([one])
    before = by_step(one)["open"].people
    at_once(one, delivered)
    assert before == Notification.objects.filter(kind="ama_begun").count() > 0


def test_a_challenge_names_its_people_for_each_phase(mia: Member, space: Space) -> None:
    challenge = a_challenge(mia, space, entries(), "announce")
    set_steps([challenge.occurrence])
    found = by_step(challenge.occurrence)
    assert {"open", "vote"} <= found.keys() and found["open"].people > 0


def test_a_survey_says_how_many_it_would_ask_and_not_who_is_silent(mia: Member, ben: Member, nia: Member) -> None:
    survey = a_survey(mia)
    first = survey.program.occurrences.order_by("day")[0]
    assert set(by_step(first)["open"].named) >= {ben, nia}
    round_ = a_round(survey)
    reminded = by_step(round_.occurrence)["remind"]
    assert reminded.people == round_.asked_count > 0 and reminded.named == []


def test_a_call_and_a_spotlight_name_theirs(mia: Member, ben: Member, nia: Member, space: Space) -> None:
    Follow.objects.create(member=nia, space=space, level=Level.EVERYTHING)
    call = a_call(mia, space)
    set_steps([call])
    assert "open" in by_step(call)
    date = a_date(mia, space)
    assert "open" not in by_step(date)
    agreed(date, ben, by=mia)
    assert by_step(date)["open"].named == [ben]


def test_what_is_called_off_sends_nothing_any_more(as_: Any, mia: Member, nia: Member) -> None:
    event = an_event(mia, starts_in=10 * DAY)
    answer(event, "going", by=nia)
    event.call_off(by=mia)
    assert foreseen(again(event)) == []
    assert "Nothing more is sent." in as_(mia).get(reverse("occurrence_told", args=[event.pk])).text


def test_as_many_queries_for_many_as_for_one(
    as_: Any, mia: Member, nia: Member, ben: Member, django_assert_max_num_queries: Any
) -> None:
    event = an_event(mia, starts_in=10 * DAY + timedelta(hours=1))
    for person in (nia, ben):
        answer(event, "going", by=person)
    client = as_(mia)
    with django_assert_max_num_queries(60):
        client.get(reverse("occurrence_told", args=[event.pk]))


def test_a_pilot_is_told_to_those_it_names_before(
    mia: Member, ben: Member, nia: Member, space: Space, delivered: Callable[[], int]
) -> None:
    pilot = a_pilot(mia, space)
    inside(pilot, ben, by=mia)
    one = Occurrence.objects.for_page().get(pk=pilot.pk)
    set_steps([one])
    assert by_step(one)["open"].named == [ben]
    at_once(one, delivered)
    told = Notification.objects.filter(kind="pilot_begun")
    assert [row.member for row in told] == [ben]
