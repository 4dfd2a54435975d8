"""What the recap begins with: no name of who asked, nothing hidden; counts, quotes and what was promised."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from members.profiles.models import Member
from programs.amas.answering import finish, say, set_aside, take
from programs.amas.asking import ask, withdraw
from programs.amas.drafting import draft_of
from programs.amas.following_up import follow_up
from programs.amas.models import AmaQuestion, AmaRecap
from programs.amas.recapping import sum_up
from programs.amas.showing import ama_for_all
from programs.series.occurrences import Occurrence

pytestmark = pytest.mark.django_db
Ama = Callable[..., Occurrence]


def answered(occurrence: Occurrence, words: str, said: str, *, by: Member, host: Member, **more: Any) -> AmaQuestion:
    """Asked and answered."""
    question = ask(occurrence, by=by, words=words, **more)
    take(question, by=host)
    say(question, by=host, source=said)
    finish(question, by=host)
    return question


def over(occurrence: Occurrence) -> None:
    """It is over."""
    Occurrence.objects.filter(pk=occurrence.pk).update(closed_at=timezone.now())


def draft(occurrence: Occurrence, best: list[int]) -> str:
    """The draft of it."""
    found = ama_for_all(occurrence.pk)
    assert found is not None
    return draft_of(found, best)


def test_it_begins_with_counts_quotes_and_what_was_promised(
    ama: Ama, as_: Any, ben: Member, nia: Member, mia: Member, mo: Member
) -> None:
    occurrence = ama("live")
    one = answered(occurrence, "How do you decide what not to plan?", "By a **list** on the wall.", by=ben, host=mia)
    answered(occurrence, "Who makes the coffee at yours?", "Nobody yet.", by=nia, host=mia, anonymous=True)
    ask(occurrence, by=nia, words="What comes after the summer?")
    due = timezone.now() + timedelta(days=3)
    follow_up(occurrence, by=mia, words="Send the *list* round", owner=mo, due=due, question=one)
    over(occurrence)
    page = as_(mia).get(reverse("ama_recap", args=[occurrence.pk]))
    text = page.context["form"]["source"].value()
    assert text.startswith("3 questions were asked. 2 were answered. 1 still waits. Answered by Piotr Zawadzki.")
    assert f"]({one.get_absolute_url()})**" in text
    assert "> By a list on the wall\\." in text
    assert "Send the \\*list\\* round (Mo, by " in text
    assert "Ben" not in text and "Nia" not in text
    sum_up(occurrence, by=mia, source=text, best=[1, 2])
    html = AmaRecap.objects.get().html
    assert f'href="{one.get_absolute_url()}"' in html
    assert "<blockquote>" in html and "What follows</h3>" in html
    assert "Send the *list* round" in html


def test_it_speaks_the_language_of_the_hosts_settings(ama: Ama, as_: Any, ben: Member, mia: Member) -> None:
    occurrence = ama("live")
    follow_up(occurrence, by=mia, words="Look into it", owner=mia, due=timezone.now() + timedelta(days=40))
    over(occurrence)
    Member.objects.filter(pk=mia.pk).update(language="fi")
    text = as_(mia).get(reverse("ama_recap", args=[occurrence.pk])).context["form"]["source"].value()
    with translation.override("fi"):
        assert text == draft(occurrence, [])
    with translation.override("en"):
        there = draft(occurrence, [])
    assert text != there


def test_nothing_that_is_hidden_held_or_taken_back_is_in_it(ama: Ama, ben: Member, nia: Member, mia: Member) -> None:
    occurrence = ama("live")
    kept = answered(occurrence, "How do you decide what not to plan?", "By leaving out.", by=ben, host=mia)
    secret = answered(occurrence, "Is it true what zqsecret says?", "It is zqsaid.", by=nia, host=mia)
    quiet = answered(occurrence, "What do you read in the evening?", "First zqhidden.", by=nia, host=mia)
    back = ask(occurrence, by=nia, words="Will zqtaken be there too?")
    due = timezone.now() + timedelta(days=3)
    follow_up(occurrence, by=mia, words="Answer zqsecret in writing", owner=mia, due=due, question=secret)
    withdraw(back, by=nia)
    secret.hide(by=mia, reason="2.1")
    quiet.answers.get().hide(by=mia, reason="2.1")
    held = ask(occurrence, by=nia, words="Is zqheld a thing at yours?")
    held.hold()
    text = draft(occurrence, [kept.number, secret.number, quiet.number, back.number, held.number])
    assert "zq" not in text
    assert text.startswith("2 questions were asked. 2 were answered. Answered by")


def test_words_of_people_are_words_and_no_markdown(ama: Ama, mia: Member) -> None:
    occurrence = ama("live")
    words = "](https://elsewhere.example.com) # @ben ![x](https://elsewhere.example.com/a.png) why?"
    answered(occurrence, words, "<b>So</b> [it is](https://elsewhere.example.com).", by=mia, host=mia)
    over(occurrence)
    sum_up(occurrence, by=mia, source=draft(occurrence, [1]), best=[1])
    html = AmaRecap.objects.get().html
    assert "elsewhere.example.com" in html
    assert 'href="https://elsewhere' not in html and "<img" not in html and "/@ben" not in html and "<h1" not in html


def test_who_answered_is_the_guest_and_hosts_who_spoke_for_themselves(
    ama: Ama, ben: Member, mia: Member, olli: Member
) -> None:
    occurrence = ama("live")
    question = ask(occurrence, by=ben, words="How do you decide what not to plan?")
    take(question, by=mia)
    say(question, by=olli, source="I am only typing.")
    assert "Answered by Piotr Zawadzki." in draft(occurrence, [])
    say(question, by=mia, source="Let me add to that.", as_guest=False)
    assert "Answered by Piotr Zawadzki, Mia." in draft(occurrence, [])


def test_what_was_written_is_not_drafted_anew(ama: Ama, as_: Any, mia: Member) -> None:
    occurrence = ama("answered")
    sum_up(occurrence, by=mia, source="In my own words.", best=[])
    page = as_(mia).get(reverse("ama_recap", args=[occurrence.pk]))
    assert page.context["form"]["source"].value() == "In my own words."


def test_without_a_question_there_is_no_more_than_the_count(ama: Ama, ben: Member, mia: Member) -> None:
    occurrence = ama("live")
    set_aside(ask(occurrence, by=ben, words="Who makes the coffee at yours?"), by=mia, why="Not today")
    assert draft(occurrence, []) == "1 question was asked. 0 were answered."
