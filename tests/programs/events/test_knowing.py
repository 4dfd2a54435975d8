"""What else knows of events: the form of a program, rules over members, the digest, own data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from community.spaces.models import Space
from members.digest.sections import Readers
from members.groups.models import GroupMembership
from members.privacy.owning import EXPORTERS
from members.profiles.models import Member
from members.segments.predicates import PREDICATES
from members.segments.rules import matching
from programs.events import hosting
from programs.events.answering import answer
from programs.events.details import EventDetails
from programs.events.digesting import MyEvents
from programs.events.models import Attendance, EventPlan
from programs.series.models import Program
from tests.programs.events.held import DAY, HOUR, an_event, at

pytestmark = pytest.mark.django_db
As = Callable[[Any], Client]
ONLINE = {"sort": "event", "where": "online", "url": "https://meet.example.org/a", "thread_when": "never"}


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({"url": "javascript:alert(1)"}, "url", "begins with https://"),
        ({"url": "ftp://example.org/a"}, "url", "begins with https://"),
        ({"url": "https://[broken"}, "url", "begins with https://"),
        ({"url": "https://exa mple.org/"}, "url", "begins with https://"),
        ({"where": "place"}, "place", "Say what the place is called."),
        ({"capacity": "0"}, "capacity", "greater than or equal to 1"),
        ({"guests_most": "6"}, "guests_most", "less than or equal to 5"),
        ({"question_url": "https://example.org/q"}, "question", "what is asked"),
        ({"sort": "party"}, "sort", "valid choice"),
        ({"answer_hours": "-1"}, "answer_hours", "greater than or equal to 0"),
    ],
)
def test_the_form_of_an_event_refuses_in_a_sentence(said: dict[str, str], field: str, sentence: str) -> None:
    form = EventDetails(ONLINE | said)
    assert not form.is_valid()
    assert sentence in str(form.errors[field])


def test_the_form_says_what_stands_there(mia: Member) -> None:
    event = an_event(mia)
    form = EventDetails(ONLINE | {"where": "place", "place": "Club house", "capacity": "12", "has_waiting_list": "on"})
    assert form.is_valid()
    form.save(event.program, by=mia)
    said = EventDetails.said(Program.objects.get())
    assert said["where"] == "place" and said["capacity"] == 12 and said["guests_most"] == 0
    assert EventPlan.objects.get().place == "Club house"


def test_rules_know_who_goes_came_and_did_not(mia: Member, nia: Member, ben: Member) -> None:
    event = an_event(mia, starts_in=HOUR / 2)
    for one in (nia, ben):
        answer(event, "going", by=one)
    at(event, timezone.now() - 2 * HOUR)
    hosting.check_in(event, nia, by=mia)

    def fits(key: str, times: int = 1, since: int = 30) -> set[Member]:
        return set(matching({"is": key, "with": {"times": times, "since": since}}))

    assert fits("event_going") == {nia, ben}
    assert (fits("event_came"), fits("event_missed"), fits("event_came", 2)) == ({nia}, {ben}, set())
    at(event, timezone.now() - 40 * DAY)
    assert (fits("event_came"), fits("event_came", since=0)) == (set(), {nia})


def test_the_digest_names_events_of_the_next_days_that_one_may_still_see(
    mia: Member, nia: Member, ben: Member, space: Space, private_space: Space
) -> None:
    soon, far, inner = (
        an_event(mia, space=space, starts_in=2 * DAY),
        an_event(mia),
        an_event(mia, space=private_space, starts_in=3 * DAY),
    )
    for event in (soon, far):
        answer(event, "going", by=nia)
    answer(inner, "maybe", by=ben)
    section = MyEvents()
    readers = Readers({nia: timezone.now() - 7 * DAY, ben: timezone.now() - 7 * DAY})
    chosen = section.choose(readers)
    assert chosen == {nia.pk: [soon.pk], ben.pk: [inner.pk]}
    shown = section.show(readers, chosen, section.find(readers, chosen))
    assert [piece.title for piece in shown[nia.pk]] == [soon.name] and "Going" in shown[nia.pk][0].meta
    assert shown[ben.pk][0].url
    GroupMembership.objects.filter(member=ben).delete()
    assert ben.pk not in section.show(readers, chosen, section.find(readers, chosen))


def test_a_copy_holds_what_one_answered_and_erasing_frees_the_place(mia: Member, nia: Member) -> None:
    event = an_event(mia)
    answer(event, "going", by=nia)
    rows = list(EXPORTERS["programs/events"].rows(nia))
    assert rows[0]["says"] == "going" and rows[0]["occurrence__program__title"] == event.program.title
    nia.delete()
    assert not Attendance.objects.exists()


def test_moments_of_answers_are_told_in_evidence(mia: Member, nia: Member) -> None:
    answer(an_event(mia), "going", by=nia)
    why = PREDICATES["event_going"].why(nia, {"times": 1, "since": 0})
    assert "1 time" in str(why)
