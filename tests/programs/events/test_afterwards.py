"""The survey afterwards: whom it asks, that it is read through before it is sent, and who may have one at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.spaces.models import Space
from members.profiles.models import Member
from members.segments.models import Segment
from programs.events import afterwards
from programs.events.models import Attendance, EventDay, url_of
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.steps import Step, run_due
from programs.surveys.answering import answer
from programs.surveys.models import Asked, Survey
from tests.factories import a_member
from tests.programs.events.held import HOUR, again, an_event
from tests.programs.surveyed import a_survey
from tests.programs.test_predicates import found

pytestmark = pytest.mark.django_db
As = Callable[[Any], Client]
ACTS = ("event_survey_make", "event_survey_choose", "event_survey_send", "event_survey_discard")


def over(owner: Member, *, came: tuple[Member, ...] = (), seated: tuple[Member, ...] = (), **said: Any) -> Occurrence:
    """An event that ended an hour ago, with who was marked as here, and who had a place and was not."""
    event, now = an_event(owner, starts_in=-2 * HOUR, **said), timezone.now()
    Step.objects.filter(occurrence=event).update(done_at=now)  # the clock was there in its time
    Occurrence.objects.filter(pk=event.pk).update(opened_at=event.starts_at, closed_at=event.ends_at)
    for one in (*came, *seated):
        Attendance.objects.create(
            occurrence=event, member=one, says="going", seated_at=now, came_at=now if one in came else None
        )
    return again(event)


def made(event: Occurrence, by: Member) -> Survey:
    """The draft of its survey."""
    return Survey.objects.get(program=afterwards.make(event, by=by))


def asked(event: Occurrence) -> set[str]:
    """Who was asked in the end."""
    survey = EventDay.objects.get(occurrence=event).survey
    return set(Asked.objects.filter(occurrence__program=survey).values_list("member__name", flat=True))


def test_only_managers_have_it(as_: As, mia: Member, ben: Member, nia: Member, visitor: Any) -> None:
    event = over(mia, came=(nia,), host=ben)
    for who, status in ((ben, 403), (nia, 403), (visitor, 302)):
        assert as_(who).get(reverse("event_survey", args=[event.pk])).status_code == status
        for act in ACTS:
            assert as_(who).post(reverse(act, args=[event.pk])).status_code == status
    assert not Survey.objects.exists()
    console = as_(ben).get(reverse("event_console", args=[event.pk])).content.decode()
    assert "A manager can ask them with a survey." in console and "Ask those who came" not in console


def test_one_press_makes_one_draft_and_asks_nobody(as_: As, mia: Member, nia: Member) -> None:
    event = over(mia, came=(nia,))
    client, post = as_(mia), reverse("event_survey_make", args=[event.pk])
    for _again in range(2):
        assert client.post(post).status_code == 302
    survey = Survey.objects.get()
    assert survey.program.is_draft and survey.is_anonymous and not survey.program.is_public
    assert [one.kind for one in survey.asked] == ["csat", "text"] and "Repair evening" in survey.asked[0].words
    page = client.get(reverse("event_survey", args=[event.pk])).content.decode()
    assert "1 person is asked now." in page and nia.name in page and survey.asked[0].words in page
    assert (
        "Send it, or see who is asked"
        in client.get(reverse("survey_questions", args=[survey.program_id])).content.decode()
    )
    run_due()
    assert not Asked.objects.exists() and "How was it? A few" not in as_(nia).get(url_of(event)).content.decode()


def test_who_came_is_asked_and_nobody_else(as_: As, mia: Member, ben: Member, nia: Member) -> None:
    event = over(mia, came=(nia,), seated=(ben,))
    survey = made(event, mia)
    read_as = afterwards.edition(survey)
    for _again in range(2):  # pressed twice it is sent once
        sent = as_(mia).post(reverse("event_survey_send", args=[event.pk]), {"edition": read_as})
        assert sent.status_code == 302
    run_due()
    assert asked(event) == {nia.name}
    page = as_(nia).get(url_of(event)).content.decode()
    occurrence = Occurrence.objects.get(program=survey.program)
    assert reverse("survey", args=[occurrence.pk]) in page
    assert reverse("survey", args=[occurrence.pk]) not in as_(ben).get(url_of(event)).content.decode()
    assert as_(nia).get(reverse("survey", args=[occurrence.pk])).status_code == 200
    key = survey.asked[0].key
    answer(occurrence, {key: 5}, by=nia)
    assert "You have answered. Thank you." in as_(nia).get(url_of(event)).content.decode()
    console = as_(mia).get(reverse("event_console", args=[event.pk])).content.decode()
    assert "1 / 1" in console and reverse("survey_results", args=[survey.program_id]) in console
    assert "%</dd>" not in console, "nothing is told below five answers"


def test_who_had_a_place_is_asked_where_nobody_looked(mia: Member, ben: Member, nia: Member) -> None:
    event, other = over(mia, seated=(ben, nia)), over(mia, came=(nia,), seated=(ben,))
    assert found("event_at", {"event": event.pk}) == {ben.name, nia.name}
    assert found("event_at", {"event": other.pk}) == {nia.name}
    assert made(event, mia).program.audience == Segment.objects.get()
    made(other, mia)
    assert Segment.objects.count() == 2, "each event has its own, also under the same name"


def test_the_contact_cap_holds(as_: As, mia: Member, ben: Member, nia: Member) -> None:
    before = a_survey(mia).program.occurrences.earliest("day")
    Asked.objects.create(occurrence=before, member=nia, day=timezone.localdate())
    event = over(mia, came=(nia, ben))
    survey = made(event, mia)
    assert [one.name for one in afterwards.foreseen(survey).people] == [ben.name]
    afterwards.send(event, by=mia)
    run_due()
    assert asked(event) == {ben.name}
    alone = over(mia, came=(nia,))
    made(alone, mia)
    refused = as_(mia).post(reverse("event_survey_send", args=[alone.pk]))
    assert refused.status_code == 422 and "Nobody can be asked now" in refused.content.decode()


def test_what_is_sent_is_what_was_read(as_: As, mia: Member, nia: Member) -> None:
    event = over(mia, came=(nia,))
    survey = made(event, mia)
    read_as = afterwards.edition(survey)
    Survey.objects.filter(pk=survey.pk).update(questions=survey.questions[:1])
    client, post = as_(mia), reverse("event_survey_send", args=[event.pk])
    overtaken = client.post(post, {"edition": read_as})
    assert overtaken.status_code == 409 and "It was changed meanwhile." in overtaken.content.decode()
    assert Program.objects.get(pk=survey.program_id).is_draft
    Survey.objects.filter(pk=survey.pk).update(questions=[])
    refused = client.post(post)
    assert refused.status_code == 422 and "Say first what is asked." in refused.content.decode()


def test_a_draft_is_thrown_away_and_what_was_sent_is_not(as_: As, mia: Member, nia: Member) -> None:
    event = over(mia, came=(nia,))
    made(event, mia)
    post = reverse("event_survey_discard", args=[event.pk])
    assert as_(mia).post(post).status_code == 302 and not Survey.objects.exists()
    assert as_(mia).post(post).status_code == 302
    made(event, mia)
    afterwards.send(event, by=mia)
    refused = as_(mia).post(post)
    assert refused.status_code == 422 and "It is sent already." in refused.content.decode() and Survey.objects.exists()


def test_before_the_end_and_without_people_nobody_is_asked(as_: As, mia: Member, nia: Member) -> None:
    early, empty = an_event(mia), over(mia)
    off = over(mia, came=(nia,))
    Occurrence.objects.filter(pk=off.pk).update(called_off_at=timezone.now())
    sentences = {early: "when it is over", empty: "Nobody was there", off: "does not take place"}
    for event, sentence in sentences.items():
        refused = as_(mia).post(reverse("event_survey_make", args=[event.pk]))
        assert refused.status_code == 422 and sentence in refused.content.decode()
    assert not Survey.objects.exists()


def test_a_survey_there_is_can_be_chosen_and_left_again(as_: As, mia: Member, ben: Member, nia: Member) -> None:
    event, there = over(mia, came=(nia, ben)), a_survey(mia).program
    draft = a_survey(mia, plan=False).program
    client, post = as_(mia), reverse("event_survey_choose", args=[event.pk])
    for wrong in (draft.pk, event.program_id, "x", "9" * 30):
        refused = client.post(post, {"survey": wrong})
        assert refused.status_code == 422 and "Choose another one." in refused.content.decode()
    assert client.post(post, {"survey": there.pk}).status_code == 302
    assert again(event).event_day.survey == there
    assert client.post(post, {"survey": ""}).status_code == 302 and again(event).event_day.survey is None
    made(event, mia)
    refused = client.post(post, {"survey": there.pk})
    assert refused.status_code == 422 and "Send it, or throw it away first." in refused.content.decode()


def test_one_who_left_the_space_is_not_led_to_its_survey(
    as_: As, mia: Member, ben: Member, private_space: Space
) -> None:
    event = over(mia, came=(ben,), space=private_space)
    made(event, mia)
    afterwards.send(event, by=mia)
    run_due()
    assert asked(event) == {ben.name}
    assert afterwards.asked_of(again(event), ben) is not None
    ben.memberships.all().delete()
    assert afterwards.asked_of(again(event), ben) is None


def test_with_a_survey_nobody_is_asked_a_second_time(as_: As, mia: Member, nia: Member) -> None:
    said: dict[str, Any] = {"question": "How was it?", "question_url": "https://survey.example.org/form"}
    event = over(mia, came=(nia,), **said)
    assert said["question_url"] in as_(nia).get(url_of(event)).content.decode(), "an address by hand stays a way"
    made(event, mia)
    assert said["question_url"] not in as_(nia).get(url_of(event)).content.decode()
    kind = event.program.kind
    assert kind.heard("ask", event) is None
    with transaction.atomic():
        kind.do("ask", event)
    assert not Step.objects.filter(failed_why__gt="").exists()


def test_the_page_costs_the_same_for_few_and_many(as_: As, mia: Member, nia: Member) -> None:
    from tests.house.test_query_budgets import queries

    event = over(mia, came=(nia,))
    made(event, mia)
    path = reverse("event_survey", args=[event.pk])
    few = len(queries(as_(mia), path))
    now = timezone.now()
    for _more in range(20):
        Attendance.objects.create(occurrence=event, member=a_member(), says="going", seated_at=now, came_at=now)
    assert len(queries(as_(mia), path)) == few
