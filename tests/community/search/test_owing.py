"""What the index owes stands in the database: it becomes complete whatever happens to those who write it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from community.posts.models import Post
from community.search import owing, polish
from community.search.finding import find
from community.search.indexing import write_range
from community.search.models import SearchDocument, SearchOwed, SearchVersion, SearchWord
from community.search.parsing import parse
from community.search.tasks import write_search_index
from community.threads.models import Thread
from config.schedule import SCHEDULE
from tests.factories import a_post, a_thread


@pytest.fixture
def posts(thread: Thread) -> list[int]:
    """A thread of eight posts nobody has indexed."""
    for number in range(7):
        a_post(thread, source=f"Kettle number {number} whistles.")
    return list(Post.objects.order_by("pk").values_list("pk", flat=True))


def indexed() -> list[int]:
    """The posts that have a document, once for each document."""
    return list(SearchDocument.objects.order_by("object_id").values_list("object_id", flat=True))


def test_a_first_run_and_every_newer_version_owe_everything(posts: list[int], monkeypatch: Any) -> None:
    write_search_index()
    assert indexed() == posts
    SearchDocument.objects.update(text="as it was written before")
    write_search_index()
    assert SearchDocument.objects.filter(text="as it was written before").count() == len(posts)
    monkeypatch.setattr(owing, "VERSION", owing.VERSION + 1)
    write_search_index()
    assert not SearchDocument.objects.filter(text="as it was written before").exists()
    assert not SearchOwed.objects.exists()


def test_an_older_program_owes_nothing_and_leaves_the_version_alone(posts: list[int], monkeypatch: Any) -> None:
    write_search_index()
    newest = dict(SearchVersion.objects.values_list("kind", "version"))
    monkeypatch.setattr(owing, "VERSION", owing.VERSION - 1)
    owing.owe_what_changed()
    assert not SearchOwed.objects.exists()
    assert dict(SearchVersion.objects.values_list("kind", "version")) == newest


def test_what_was_not_committed_is_still_owed(posts: list[int]) -> None:
    owing.owe_everything()
    with transaction.atomic():
        assert owing.write_next() == len(posts)
        transaction.set_rollback(True)  # what becomes of the work of a process that is killed
    assert indexed() == []
    write_search_index()
    assert indexed() == posts


def test_a_range_that_fails_waits_is_halved_and_stops_nobody(posts: list[int], monkeypatch: Any) -> None:
    bad, whole = posts[3], write_range

    def writing(kind: str, first: int, last: int) -> int:
        if first <= bad <= last:
            raise ValueError("these words break it")
        return whole(kind, first, last)

    monkeypatch.setattr(owing, "write_range", writing)
    owing.owe_everything()
    for _ in range(40):
        SearchOwed.objects.update(retry_at=None)
        owing.write_next()
    assert indexed() == [post for post in posts if post != bad]
    left = SearchOwed.objects.get()
    assert (left.first, left.last, left.error) == (bad, bad, "ValueError: these words break it")


def test_owing_everything_twice_leaves_one_list(posts: list[int]) -> None:
    owing.owe_everything()
    owing.owe_everything()
    assert SearchOwed.objects.count() == 1


def test_the_schedule_rings(db: None) -> None:
    assert SCHEDULE["write the search index"]["task"] == write_search_index.name


def test_documents_of_posts_that_left_without_a_word_go(posts: list[int]) -> None:
    write_search_index()
    SearchDocument.objects.filter(object_id=posts[-1]).update(object_id=999_999_999)
    call_command("reindex_search")
    assert indexed() == posts
    assert SearchWord.objects.filter(word="whistles").exists()


def test_a_range_that_somebody_else_is_writing_is_passed_over(posts: list[int], monkeypatch: Any) -> None:
    monkeypatch.setattr(owing, "RANGE", 4)
    owing.owe_everything()
    with CaptureQueriesContext(connection) as seen:
        assert sum(owing.write_owed(30)) == len(posts)
    taking = [query["sql"] for query in seen.captured_queries if 'FROM "community_searchowed"' in query["sql"]]
    assert taking and all("SKIP LOCKED" in sql for sql in taking if sql.startswith("SELECT"))
    assert indexed() == posts


def test_polish_words_that_came_before_their_dictionary_are_written_again(
    settings: Any, tmp_path: Path, space: Any, ben: Any, delivered: Callable[[], int]
) -> None:
    known = settings.TALKOOT_HOME
    settings.TALKOOT_HOME = tmp_path
    thread = a_thread(space, by=ben, title="Jak ustalić stary wątek", source="Szukamy dawnych wątków i rozmów o nich.")
    delivered()
    assert polish.is_coming()
    (owed,) = SearchOwed.objects.all()
    assert (owed.first, owed.last) == (thread.posts.get().pk, thread.posts.get().pk)
    polish._starting[-1].kill()
    settings.TALKOOT_HOME = known
    write_search_index()
    assert owed.retry_at is not None  # nothing waits for the dictionary, and nothing is tried all the time
    with time_machine.travel(owed.retry_at + timedelta(seconds=1)):
        write_search_index()
    assert not SearchOwed.objects.exists()
    assert find(ben, parse("wątku")).total == 1


def test_a_search_says_that_the_index_is_not_complete(posts: list[int], as_: Any, ben: Any) -> None:
    owing.owe_everything()
    client = as_(ben)
    assert "still being made ready" in client.get("/search/", {"q": "whistles"}).content.decode()
    write_search_index()
    assert "still being made ready" not in client.get("/search/", {"q": "whistles"}).content.decode()
    assert "still being made ready" not in client.get("/search/", {"q": "nowhere"}).content.decode()
