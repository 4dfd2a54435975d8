"""What else knows of AMAs: rules over members, the digest, calendars, and two clocks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from community.spaces.models import Space
from members.digest.sections import Readers
from members.groups.models import GroupMembership
from members.profiles.models import Member
from members.segments.rules import matching
from programs.amas.answering import finish, say, take
from programs.amas.asking import ask
from programs.amas.digesting import AnsweredForYou
from programs.amas.models import AmaQuestion
from programs.amas.voting import vote
from programs.series.models import Program
from programs.series.occurrences import Occurrence

pytestmark = pytest.mark.django_db
Ama = Callable[..., Occurrence]


def answered(occurrence: Occurrence, question: AmaQuestion, *, by: Member) -> None:
    """It is answered now."""
    take(question, by=by)
    say(question, by=by, source="By leaving every second thing out.")
    finish(question, by=by)


def fits(key: str, times: int = 1) -> set[Member]:
    """Whom a rule means."""
    return set(matching({"is": key, "with": {"times": times, "since": 30}}))


def test_rules_know_who_asked_with_their_name_and_who_voted_and_nothing_of_the_anonymous(
    ama: Ama, mia: Member, ben: Member, nia: Member
) -> None:
    occurrence = ama("live")
    question = ask(occurrence, by=ben, words="How do you decide what not to plan?")
    ask(occurrence, by=nia, words="Who makes the coffee at yours?", anonymous=True)
    vote(question, by=nia, wanted=True)
    assert fits("ama_asked") == {ben}
    assert fits("ama_voted") == {nia}
    assert fits("ama_asked", 2) == set()


def test_the_digest_tells_who_asked_of_the_answer_while_they_see_it(
    ama: Ama, mia: Member, ben: Member, nia: Member, private_space: Space
) -> None:
    occurrence = ama("live", space=private_space)
    question = ask(occurrence, by=ben, words="How do you decide what not to plan?")
    answered(occurrence, question, by=mia)
    section, since = AnsweredForYou(), timezone.now() - timedelta(days=7)
    readers = Readers({ben: since, nia: since})
    chosen = section.choose(readers)
    assert chosen == {ben.pk: [question.pk]}
    shown = section.show(readers, chosen, section.find(readers, chosen))
    assert "every second thing" in shown[ben.pk][0].quote
    GroupMembership.objects.filter(member=ben).delete()
    assert section.choose(Readers({ben: since})) == {}


def test_what_was_asked_anonymously_is_in_nobodys_digest(ama: Ama, mia: Member, ben: Member) -> None:
    occurrence = ama("live")
    question = ask(occurrence, by=ben, words="Who makes the coffee at yours?", anonymous=True)
    answered(occurrence, question, by=mia)
    assert AnsweredForYou().choose(Readers({ben: timezone.now() - timedelta(days=7)})) == {}


def test_it_can_be_added_to_a_calendar_until_it_begins(as_: Any, ama: Ama, ben: Member) -> None:
    occurrence = ama("collecting")
    address = reverse("occurrence_ics", args=[occurrence.pk])
    assert address in as_(ben).get(occurrence.url).text
    assert "BEGIN:VEVENT" in as_(ben).get(address).text
    over = ama("answered", title="Planning long ago")
    assert reverse("occurrence_ics", args=[over.pk]) not in as_(ben).get(over.url).text


def test_the_hosts_clock_stands_beside_the_readers_where_it_differs(as_: Any, ama: Ama, ben: Member) -> None:
    occurrence = ama("announced")
    Program.objects.filter(pk=occurrence.program_id).update(zone="Pacific/Auckland")
    assert "Auckland for the host" in as_(ben).get(occurrence.url).text
