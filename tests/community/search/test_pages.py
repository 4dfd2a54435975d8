"""The page, the palette, what is marked, what is suggested, what it costs."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.search.marking import extract, marked
from community.search.models import SearchDocument
from community.search.spelling import distance
from config.lib.limits import SEARCH_VISITOR
from tests.factories import a_post, a_space

QUESTION = "Calendar drops recurring sync after the clock change"


@pytest.fixture
def asked(told: Any, ben: Any, delivered: Any) -> Any:
    thread = told(QUESTION, "Every recurring block <b>moved</b> by an hour & nobody knows why.", kind="question")
    thread.accept(a_post(thread, by=ben, source="Open settings and re-anchor the recurring blocks."), by=ben)
    delivered()
    return thread


def text_of(client: Any, typed: str, path: str = "/search/", **more: Any) -> str:
    answer = client.get(path, {"q": typed, **more})
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_page_marks_words_and_escapes_everything_else(asked: Any, as_: Any, visitor: Any) -> None:
    page = text_of(as_(visitor), "recurring hour")
    assert "Calendar drops <mark>recurring</mark> sync" in page
    assert "<b>moved" not in page
    assert "&amp; nobody" in page
    assert f'href="{asked.get_absolute_url()}"' in page


def test_inflected_words_are_marked_too(told: Any, as_: Any, visitor: Any, delivered: Any) -> None:
    told("Nasza społeczność planuje wydarzenie w parku", "Kalendarze pokazują dwa wydarzenia i jedno spotkanie.")
    told("Yhteisön käyttäjät odottavat uutta kalenteria", "Kaikki käyttäjien toiveet näkyvät samassa paikassa.")
    delivered()
    page = text_of(as_(visitor), "wydarzeniach")
    assert "<mark>wydarzenie</mark>" in page
    assert "<mark>wydarzenia</mark>" in page
    assert "<mark>käyttäjien</mark>" in text_of(as_(visitor), "kayttaja")


@pytest.mark.parametrize("path", ["/search/", "/search/palette/"])
def test_what_was_typed_is_escaped(path: str, asked: Any, as_: Any, ben: Any) -> None:
    for typed in ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "rota <mark>", "&lt;b&gt;"):
        page = text_of(as_(ben), typed, path)
        assert "<script>alert" not in page, typed
        assert "<img src=x" not in page, typed


def test_an_extract_shows_the_place_where_most_words_stand() -> None:
    text = "word " * 100 + "here stand kettle and lamp together " + "word " * 100 + "kettle"
    shown = extract(text, {"kettle", "lamp"})
    assert "<mark>kettle</mark> and <mark>lamp</mark>" in shown
    assert shown.startswith("…") and shown.endswith("…")
    assert len(shown) < 300
    assert extract("<i>", {"i"}) == "&lt;<mark>i</mark>&gt;"
    assert marked("a & b", set()) == "a &amp; b"
    assert extract("", {"x"}) == ""


@pytest.mark.parametrize(
    ("one", "other", "letters"), [("sycn", "sync", 1), ("recuring", "recurring", 1), ("a", "b", 1), ("abc", "abc", 0)]
)
def test_letters_between_two_words(one: str, other: str, letters: int) -> None:
    assert distance(one, other) == distance(other, one) == letters


def test_a_typing_error_is_put_right(asked: Any, as_: Any, ben: Any) -> None:
    for typed in ["recurirng sync", "recurring sycn", "recurrign sycn", "calender"]:
        right = "calendar" if typed == "calender" else "recurring sync"
        page = text_of(as_(ben), typed)
        assert f"Nothing has exactly “{typed}”" in page, typed
        assert "1 thread has nearly these words" in page, typed
        assert f'href="{asked.get_absolute_url()}"' in page, typed
        assert f">{right}</a>" in page, typed
        assert "/t/new/?kind=question&amp;title=" in page, typed
        first = text_of(as_(ben), typed, "/search/palette/")
        assert "data-nearly" in first, typed
        assert right not in first, typed
        nearly = text_of(as_(ben), typed, "/search/palette/", near="")
        assert f"Did you mean {right}?" in nearly, typed
        assert "data-nearly" not in nearly, typed


def test_nothing_is_suggested_where_nothing_is_close(asked: Any, as_: Any, visitor: Any) -> None:
    page = text_of(as_(visitor), "zzzzzz sync")
    assert "Nothing for “zzzzzz sync”" in page
    assert "Did you mean" not in page


def test_the_palette_shows_the_best_answer_first(asked: Any, as_: Any, ben: Any) -> None:
    shown = text_of(as_(ben), "recurring", "/search/palette/")
    assert shown.index("Best answer") < shown.index("re-anchor") < shown.index("as a new question")
    assert f"/t/{asked.pk}/{asked.slug}/2/#p-2" in shown
    assert 'data-said="1 thread found"' in shown


def test_the_empty_palette_offers_what_can_be_done(as_: Any, ben: Any, visitor: Any) -> None:
    assert "Start a thread" in as_(ben).get("/search/palette/").content.decode()
    assert "Sign in" in as_(visitor).get("/search/palette/").content.decode()


def test_a_filter_has_a_chip_that_takes_it_away(asked: Any, as_: Any, visitor: Any) -> None:
    page = text_of(as_(visitor), "recurring is:solved in:workshop")
    assert 'href="/search/?q=recurring+in%3Aworkshop"' in page
    assert 'href="/search/?q=recurring+is%3Asolved"' in page


def test_results_come_in_pages_and_the_last_page_is_the_end(told: Any, as_: Any, visitor: Any, delivered: Any) -> None:
    for number in range(23):
        told(f"Kettle number {number} is broken")
    delivered()
    assert "23 threads" in text_of(as_(visitor), "kettle")
    for page in ("2", "99", "x", "-1"):
        assert "Kettle" in text_of(as_(visitor), "kettle", page=page).replace("<mark>", "").replace("</mark>", "")


def test_spaces_are_found_by_name(as_: Any, visitor: Any, space: Any) -> None:
    a_space("Kitchen table")
    assert "Kitchen table" in text_of(as_(visitor), "tab")


def test_searching_too_often_is_refused_until_later(as_: Any, visitor: Any, db: None) -> None:
    client = as_(visitor)
    answers = [client.get("/search/", {"q": "x"}).status_code for _ in range(SEARCH_VISITOR.max + 1)]
    assert answers[-2:] == [200, 429]
    assert client.get("/search/").status_code == 200


@pytest.mark.parametrize(
    ("path", "threads", "most"),
    [
        ("/search/palette/", 6, 6),
        ("/search/palette/", 1, 6),
        ("/search/palette/?near=1", 1, 6),
        ("/search/", 6, 12),
        ("/search/", 1, 14),
    ],
)
def test_a_search_asks_few_questions_of_the_database(
    path: str, threads: int, most: int, asked: Any, told: Any, delivered: Any, as_: Any, nia: Any
) -> None:
    """Where hardly anything has the words, two more: what they may mean, and the wider search."""
    for number in range(threads - 1):
        told(f"Recurring dinners, number {number}")
    delivered()
    client, (path, _, near) = as_(nia), path.partition("?")
    more = {"near": ""} if near else {}
    text_of(client, "recurring", path, **more)
    with CaptureQueriesContext(connection) as seen:
        text_of(client, "recurring", path, **more)
    sql = [query["sql"] for query in seen.captured_queries if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(sql) <= most, "\n".join(sql)


def test_the_whole_index_can_be_written_anew(asked: Any, capsys: Any) -> None:
    before = set(SearchDocument.objects.values_list("object_id", "text"))
    SearchDocument.objects.filter(number=2).delete()
    SearchDocument.objects.update(text="old", object_id=999_999_999)
    call_command("reindex_search")
    assert set(SearchDocument.objects.values_list("object_id", "text")) == before
    assert "up to date" in capsys.readouterr().out


def test_a_suggestion_keeps_to_the_filters(asked: Any, as_: Any, visitor: Any) -> None:
    assert "Did you mean" in text_of(as_(visitor), "calender is:solved")
    assert "Did you mean" not in text_of(as_(visitor), "calender is:unsolved")
