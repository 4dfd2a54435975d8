"""What a search finds, how it is asked, and in which order."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from community.posts.models import Post
from community.search.finding import find
from community.search.models import SearchDocument
from community.search.parsing import parse
from community.threads.models import Thread
from tests.factories import a_post, a_space, a_thread

ROTA, PRINTER = "A fair rota for the summer", "The printer at the library"


@pytest.fixture(autouse=True)
def threads(told: Any) -> None:
    told(ROTA, "Everybody should take turns with the recurring weekend shifts, also in the holidays.")
    told(PRINTER, "Where do you buy paper, and who pays for the summer repairs of that old machine?")


def test_words_phrases_and_what_must_not_be_there(found_by: Any, visitor: Any) -> None:
    wanted: dict[str, set[str]] = {
        "rota": {ROTA},
        "fair shifts": {ROTA},
        "summer": {ROTA, PRINTER},
        "summer -printer": {ROTA},
        "rota printer": set(),
        '"weekend shifts"': {ROTA},
        '"shifts weekend"': set(),
        'summer -"old machine"': {ROTA},
        "libr": {PRINTER},
        "the print": {PRINTER},
        "print ": set(),
        "RÖTA": {ROTA},
        "or printer": {PRINTER},
    }
    assert {typed: set(found_by(visitor, typed)) for typed in wanted} == wanted


HOSTILE = [
    "'", '"', "':*", "rota:*", "rota & | !", "a' OR 1=1 --", "'); DROP TABLE members_member; --", "\\", "\\'",
    "%s %(x)s %",
    "(((", "<b>", "🙂", "🙂🙂", "rota\0\0", "-", "--", "-rota", '"" -""', "x" * 200, "é" * 200, "a " * 100, "* ? <->",
    "in:", "is:odd", "after:yesterday", "in:x' y", "http://a.b/?a=b", "10:30", "\u202e rota \u200b", "the",
    "the and",
    "rota:A", "!!rota", "a:b:c", '"unfinished phrase', "null", "{}", "C++", "#tag", "@ben", "in:🙂", "tag:'", "by:%",
]  # fmt: skip


def test_no_search_breaks_anything(as_: Any, ben: Any, delivered: Any) -> None:
    delivered()
    client = as_(ben)
    for typed in HOSTILE:
        cache.clear()
        for path in ("/search/", "/search/palette/"):
            assert client.get(path, {"q": typed}).status_code == 200, (path, typed)
        assert SearchDocument.objects.count() == 2, typed


def test_more_than_200_characters_are_refused_in_a_sentence(as_: Any, visitor: Any) -> None:
    for path in ("/search/", "/search/palette/"):
        answer = as_(visitor).get(path, {"q": "x" * 201})
        assert answer.status_code == 422, path
        assert "at most 200 characters" in answer.content.decode(), path


def test_a_title_comes_before_texts_and_an_accepted_answer_before_other_replies(
    found_by: Any, told: Any, ben: Any, visitor: Any
) -> None:
    plain = told("Something about chairs", "We talked about ladders and ladders and ladders all evening.")
    solved = told("How to reach the lamp safely", "It hangs too high for all of us.", kind="question")
    answer = a_post(solved, by=ben, source="We borrow ladders from the fire brigade.")
    solved.accept(answer, by=ben)
    told("Ladders for everybody", "They stand in the shed behind the house.")
    assert found_by(visitor, "ladders") == ["Ladders for everybody", solved.title, plain.title]


def test_the_newer_of_two_alike_comes_first(found_by: Any, told: Any, visitor: Any) -> None:
    for title in ("Kettles bought today", "Kettles bought long ago"):
        told(title)
    found_by(visitor, "kettles")
    SearchDocument.objects.filter(title__contains="long ago").update(created_at=timezone.now() - timedelta(days=900))
    assert found_by(visitor, "kettles") == ["Kettles bought today", "Kettles bought long ago"]
    assert found_by(visitor, "kettles sort:latest") == ["Kettles bought today", "Kettles bought long ago"]


def test_a_thread_stands_there_once_with_the_post_that_fits(told: Any, delivered: Any, visitor: Any) -> None:
    thread = told("Keys for the back door")
    for number in range(3):
        a_post(thread, source=f"The caretaker has spare number {number}.")
    delivered()
    found = find(visitor, parse("caretaker"))
    assert found.total == 1
    assert found.places[0].others == 2
    assert SearchDocument.objects.get(pk=found.places[0].document).number > 1


def test_filters(found_by: Any, told: Any, ben: Any, nia: Any, mo: Any, visitor: Any) -> None:
    wanted: dict[str, set[str]] = {
        "in:workshop": {ROTA, PRINTER, "Which glue holds"},
        "in:kitchen": {"Soup on Sunday"},
        "by:nia": {"Soup on Sunday"},
        "by:@nia soup": {"Soup on Sunday"},
        "kind:question": {"Which glue holds"},
        "is:solved": {"Which glue holds"},
        "is:unsolved": set(),
        "tag:food": {"Soup on Sunday"},
        "has:image": {"Soup on Sunday"},
        "before:2020-01-01": {PRINTER},
        "after:2020-01-01 in:workshop": {ROTA, "Which glue holds"},
        "is:closed": {ROTA},
        "is:archived": {PRINTER},
        "sunday in:kitchen by:nia tag:food has:image after:2026-01-01 is:open": {"Soup on Sunday"},
    }
    soup = a_thread(a_space("Kitchen"), by=nia, title="Soup on Sunday", source="It will be hot.", tags=["food"])
    Post.objects.filter(thread=soup).update(html='<p><img src="/media/x.webp" alt=""></p>')
    glue = told("Which glue holds", "For wood and stone.", kind="question")
    glue.accept(a_post(glue, by=mo, source="Any of them, says Mo."), by=ben)
    rota = Post.objects.get(thread__title=ROTA)
    rota.thread.close(by=mo)
    Thread.objects.filter(title=PRINTER).update(archived_at=timezone.now())
    Post.objects.filter(thread__title=PRINTER).update(created_at=timezone.now() - timedelta(days=4000))
    assert {typed: set(found_by(visitor, typed)) for typed in wanted} == wanted


def test_a_filter_that_makes_no_sense_is_answered_in_a_sentence(as_: Any, visitor: Any, delivered: Any) -> None:
    delivered()
    for typed, sentence in {
        "colour:red rota": "There is no filter “colour:”.",
        "is:nice rota": "is:solved, is:unsolved",
        "after:soon rota": "A day is written like after:2026-01-31.",
        "in:nowhere rota": "You see no space called “nowhere”. There is in:workshop.",
        "by:beppo rota": "Nobody here has the handle “beppo”. There is by:ben.",
        "tag:nothing rota": "No thread has the tag “nothing”.",
        "tag: rota": "as in tag:spring",
    }.items():
        answer = as_(visitor).get("/search/", {"q": typed})
        assert answer.status_code == 200, typed
        assert sentence in answer.content.decode(), typed


def test_an_archived_thread_is_found_after_the_others(found_by: Any, told: Any, visitor: Any) -> None:
    old = told("Kettles bought long ago")
    told("Something about tea", "We boil it in kettles.")
    Thread.objects.filter(pk=old.pk).update(archived_at=timezone.now())
    assert set(found_by(visitor, "kettles")) == {old.title, "Something about tea"}
    assert found_by(visitor, "kettles is:archived") == [old.title]


def test_a_filter_that_was_begun_offers_its_values(as_: Any, ben: Any, visitor: Any, delivered: Any) -> None:
    delivered()
    page = as_(visitor).get("/search/", {"q": "rota by:"}).content.decode()
    assert 'href="/search/?q=rota+by%3Aben"' in page
    page = as_(visitor).get("/search/", {"q": "rota"}).content.decode()
    assert 'href="/search/?q=rota+by%3A"' in page
    assert 'aria-current="true">Everything</a>' in page
