"""What somebody tries who wants to know who asked, or to read what is not theirs."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.search.indexing import write
from community.spaces.models import Space
from config.lib.live import may_listen
from config.lib.parts import drawn
from members.activity.models import Activity
from members.profiles.models import Member
from programs.amas.anonymous import COOKIE
from programs.amas.answering import finish, next_one, say, take
from programs.amas.asking import ask
from programs.amas.merging import merge
from programs.amas.models import AmaQuestion
from programs.amas.voting import vote
from programs.series.occurrences import Occurrence

pytestmark = pytest.mark.django_db
Ama = Callable[..., Occurrence]
WORDS = "Is it true that half of you want to leave?"


def everything_in(text: str) -> str:
    """A cookie with all that can be read of it without a key."""
    found = [text]
    for part in text.replace(":", ".").replace('"', "").split("."):
        try:
            found.append(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)).decode("latin-1"))
        except ValueError:
            continue
    return "\n".join(found)


def test_who_looks_into_the_cookies_of_a_shared_browser_reads_no_number(ama: Ama, as_: Any, ben: Member) -> None:
    occurrence = ama()
    AmaQuestion.objects.create(pk=777_000_001, occurrence=occurrence, number=1, words="One of long ago")
    with_pk = 777_000_002
    client: Client = as_(ben)
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval(pg_get_serial_sequence('programs_amaquestion', 'id'), %s)", [with_pk - 1])
    client.post(reverse("ama_ask", args=[occurrence.pk]), {"question": WORDS, "anonymous": "1", "key": "k"})
    question = AmaQuestion.objects.get(is_anonymous=True)
    assert question.pk == with_pk
    assert str(with_pk) not in everything_in(client.cookies[COOKIE].value)
    assert "Mine" in client.get(occurrence.program.kind.url(occurrence)).text


def test_what_open_pages_fetch_is_the_same_for_who_asked_and_for_anybody_else(
    ama: Ama, as_: Any, visitor: Any, ben: Member, mia: Member
) -> None:
    occurrence = ama("live")
    client: Client = as_(ben)
    client.post(reverse("ama_ask", args=[occurrence.pk]), {"question": WORDS, "anonymous": "1", "key": "k"})
    question = AmaQuestion.objects.get()
    take(question, by=mia)
    say(question, by=mia, source="It is not.")
    address = reverse("ama_body", args=[occurrence.pk, 1])
    mine, others, theirs = (one.get(address).content for one in (client, as_(mia), as_(visitor)))
    assert mine == others == theirs
    assert drawn(f"ama:{occurrence.pk}", "q1", "en", timezone.get_default_timezone_name()) == mine.decode()


def test_votes_do_not_tell_who_asked(ama: Ama, ben: Member, mia: Member) -> None:
    """Who asks anonymously and who does not stand alike: nobody has voted by asking, and everybody may vote."""
    occurrence = ama()
    own = ask(occurrence, by=ben, words=WORDS, anonymous=True)
    others = ask(occurrence, by=mia, words="What do you read in the evening?")
    assert own.votes_count == others.votes_count == 0
    for member in (ben, mia):
        assert vote(own, by=member, wanted=True).votes_count
    about = Activity.objects.filter(subject_id=own.pk, subject_type="programs.amaquestion")
    assert set(about.exclude(verb="ama.voted").values_list("actor", flat=True)) == {None}


@pytest.fixture
def inside(ama: Ama, private_space: Space, ben: Member, mia: Member) -> AmaQuestion:
    """A question with an answer, in a space that nia does not see."""
    occurrence = ama("live", space=private_space)
    question = ask(occurrence, by=ben, words="Where does zqinside stand these days?")
    take(question, by=mia)
    say(question, by=mia, source="On the zqshelf.")
    finish(question, by=mia)
    return question


def test_from_outside_a_private_space_nothing_of_it_is_there(
    inside: AmaQuestion, as_: Any, ben: Member, nia: Member
) -> None:
    occurrence, number = inside.occurrence, inside.number
    answer = inside.answers.get()
    addresses = [
        occurrence.program.kind.url(occurrence), inside.get_absolute_url(),
        reverse("ama_now", args=[occurrence.pk]), reverse("ama_body", args=[occurrence.pk, number]),
        reverse("ama_answer", args=[occurrence.pk, answer.pk]),
        reverse("ama_similar", args=[occurrence.pk]) + "?question=Where+does+zqinside+stand",
        reverse("occurrence_ics", args=[occurrence.pk]),
        reverse("ama_host", args=[occurrence.pk]), reverse("ama_recap", args=[occurrence.pk]),
        reverse("report", args=["ama_question", inside.pk]), reverse("report", args=["ama_answer", answer.pk]),
    ]  # fmt: skip
    client = as_(nia)
    assert {client.get(address).status_code for address in addresses} == {404}
    write("ama", [inside.pk])
    found = {one: as_(one).get(reverse("search"), {"q": "zqshelf"}).text for one in (ben, nia)}
    assert inside.get_absolute_url() in found[ben]
    assert "these days" not in found[nia] and inside.get_absolute_url() not in found[nia]
    assert not may_listen(nia, f"ama:{occurrence.pk}")
    assert not may_listen(AnonymousUser(), f"ama:{occurrence.pk}")


def test_a_question_that_was_hidden_while_it_was_on_bars_no_other_one(
    ama: Ama, as_: Any, ben: Member, mia: Member
) -> None:
    occurrence = ama("live")
    first = ask(occurrence, by=ben, words="Is it true what zqhidden says?")
    second = ask(occurrence, by=ben, words="What do you read in the evening?")
    take(first, by=mia)
    AmaQuestion.objects.get(pk=first.pk).hide(by=mia, reason="2.1")
    following = next_one(occurrence, by=mia)
    assert following == second
    first.refresh_from_db()
    assert first.answering_at is None
    page = as_(mia).get(reverse("ama_host", args=[occurrence.pk])).text
    assert "evening" in page and "zqhidden" not in page


def test_hosts_do_not_read_what_was_hidden_through_what_was_merged_with_it(
    ama: Ama, as_: Any, ben: Member, mia: Member
) -> None:
    occurrence = ama("live")
    hidden = ask(occurrence, by=ben, words="Is it true what zqhidden says?")
    other = ask(occurrence, by=ben, words="Is it true, all of that?")
    merge(other, hidden, by=mia)
    AmaQuestion.objects.get(pk=hidden.pk).hide(by=mia, reason="2.1")
    page = as_(mia).get(reverse("ama_host", args=[occurrence.pk])).text
    assert "all of that" in page and "zqhidden" not in page
