"""Mails about something else than a thread: called by what happened, and nothing of it twice."""

from typing import Any

import pytest
from django.utils import timezone

from community.threads.models import Thread
from members.mentoring.models import Mentorship
from members.profiles.models import Member
from members.recognition.ladder import Step
from members.recognition.models import LevelStanding
from members.viewing.consent import ask
from tests.factories import a_post
from tests.members.notifications.conftest import Postbox
from tests.members.notifications.test_mail import Delivered, Later, part, post_office

pytestmark = pytest.mark.django_db


def a_mentor(newcomer: Member, mentor: Member) -> None:
    """An offer, taken."""
    now = timezone.now()
    LevelStanding.objects.create(member=mentor, step=Step.MENTOR)
    Mentorship.objects.create(newcomer=newcomer, mentor=mentor, offered_at=now, answer_by=now).accept(by=mentor)


def test_one_thing_is_the_subject_and_stands_there_once(
    nia: Member, ben: Member, delivered: Delivered, postbox: Postbox, later: Later
) -> None:
    a_mentor(nia, ben)
    delivered()
    later()
    post_office()
    letter = next(one for one in postbox.letters if one["To"] == nia.email)
    text = part(letter, "plain")
    assert letter["Subject"] == "You have a mentor"
    assert text.count("You have a mentor") == 1 and text.count("Mentors") == 1 and "Ben is your mentor." in text
    assert "Look at it" in part(letter, "html") and "Open the thread" not in part(letter, "html")


def test_two_things_are_counted_as_things_and_each_says_what_it_is(
    nia: Member, ben: Member, mia: Member, delivered: Delivered, postbox: Postbox, later: Later
) -> None:
    a_mentor(nia, ben)
    ask(nia, by=mia)
    delivered()
    later()
    post_office()
    letter = next(one for one in postbox.letters if one["To"] == nia.email)
    text = part(letter, "plain")
    assert letter["Subject"] == "2 new things wait in your inbox" and "post" not in text
    assert "You have a mentor:" in text and "/inbox/" in text


def test_of_a_thread_the_title_stays_the_subject(
    thread: Thread, nia: Member, delivered: Delivered, postbox: Postbox, later: Later, ben: Member
) -> None:
    for words in ("One.", "Two."):
        a_post(thread, by=nia, source=words)
    delivered()
    later()
    post_office()
    letter: Any = postbox.letters[0]
    assert letter["Subject"] == thread.title and part(letter, "plain").count("Nia replied to you:") == 2
