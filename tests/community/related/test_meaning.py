"""Related threads by meaning: never what one may not see, found without a word in common, words where it fails."""

from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.composing.lookalikes import lookalikes
from community.posts.models import Post
from community.related import filling, providing, vectors
from community.related.filling import fill
from community.related.finding import next_owed, work_out
from community.related.models import MeaningIndex, RelatedThreads
from community.related.nearest import like_text, like_thread
from community.related.showing import related_to
from community.related.tasks import check_meanings
from community.search.indexing import write
from community.search.models import POST, SearchDocument
from community.threads.models import Thread
from members.profiles.models import Member
from tests.community.related.tiny_model import TITLES, be_patient, write_model
from tests.factories import a_group, a_space, a_thread

pytestmark = pytest.mark.django_db
SignIn = Callable[[object], Client]
TYPED = "Miten saisimme reilut vuorot tasapuolisesti"
"""Finnish for: how would we get fair shifts."""


@pytest.fixture
def named(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An installation whose owner named a model."""
    be_patient(monkeypatch)
    settings.RELATED_MODEL = write_model(tmp_path / "model")
    providing.close()
    providing.with_model(lambda model: model.name)
    yield tmp_path
    providing.close()


@pytest.fixture
def matters(named: Path, ben: Member) -> dict[str, list[Thread]]:
    """Two matters in five languages, indexed, what they mean written; the Hungarian ones in a place of Ben's alone."""
    inner, outer = a_space("Inner", group=a_group(ben)), a_space("Outer")
    made = {
        language: [
            a_thread(inner if language == "hu" else outer, by=ben, title=title, source=f"{title}.")
            for title in titles[:2]
        ]
        for language, titles in TITLES.items()
    }
    index(*made.values())
    assert fill(5) == 10
    return made


def index(*threads: list[Thread]) -> None:
    """Put the first posts of these threads into the index, as they are now."""
    firsts = Post.objects.filter(thread__in=[one.pk for each in threads for one in each], number=1)
    write(POST, list(firsts.values_list("pk", flat=True)))


def like(thread: Thread) -> list[int]:
    """What is worked out to be like a thread."""
    work_out(thread.pk, neighbours=False)
    return RelatedThreads.objects.get(thread=thread).ids


def test_what_is_private_stays_there_however_near_it_is(
    matters: dict[str, list[Thread]], ben: Member, nia: Member, visitor: Any, as_: SignIn
) -> None:
    rota, inner = matters["fi"][0], matters["hu"][0]
    assert inner.pk in like(rota)
    assert inner in related_to(ben, rota).threads
    for viewer in (nia, visitor):
        assert inner not in related_to(viewer, rota).threads
        assert inner.title not in as_(viewer).get(rota.get_absolute_url()).text
    assert inner.title not in as_(nia).get("/t/similar/", {"title": TYPED}).text
    near = [matters[language][0].pk for language in ("en", "fi", "pl", "ru")]
    assert sorted(like_text(TYPED, frozenset([rota.space_id]), 60).values()) == near
    assert like_text(TYPED, frozenset(), 60) == {}


def test_threads_without_a_word_in_common_find_each_other(
    matters: dict[str, list[Thread]], nia: Member, as_: SignIn
) -> None:
    for matter in (0, 1):
        others = [threads[matter].pk for language, threads in matters.items() if language != "fi"]
        assert sorted(like(matters["fi"][matter])) == sorted(others)
    typed = {found.thread for found in lookalikes(nia, TYPED)}
    assert typed < {threads[0] for threads in matters.values()} and len(typed) == 3
    assert matters["en"][0].title in as_(nia).get("/t/similar/", {"title": "How equal are our shifts"}).text
    assert lookalikes(nia, "Words that are in no model") == []


def test_a_duplicate_points_at_the_thread_that_goes_on(matters: dict[str, list[Thread]], nia: Member) -> None:
    canonical = a_thread(matters["en"][0].space, title="It is spoken of here")
    Thread.objects.filter(pk__in=[matters[one][0].pk for one in ("en", "pl", "ru")]).update(duplicate_of=canonical)
    assert sorted(like(matters["fi"][0])) == [matters["hu"][0].pk, canonical.pk]
    assert {found.thread for found in lookalikes(nia, TYPED)} == {matters["fi"][0], canonical}


def test_other_words_mean_something_else_and_what_is_gone_means_nothing(
    matters: dict[str, list[Thread]], ben: Member, mo: Member, delivered: Callable[[], int]
) -> None:
    kettle = matters["en"][1]
    kettle.posts.get(number=1).edit(by=ben, source="Of shifts.", version=1, title="An equal roster")
    matters["pl"][1].delete_softly(by=mo)
    delivered()
    assert fill(5) == 1, "what says something else"
    assert kettle.pk in like(matters["en"][0]) and kettle.pk not in like_thread(matters["fi"][1].pk)
    assert matters["pl"][1].pk not in like(matters["fi"][1])
    # A change that nobody told: found by looking through all of them.
    SearchDocument.objects.filter(thread=matters["ru"][0]).update(text="Чайник", title="Чайник течёт")
    assert check_meanings() == 2, "what was deleted, and what says something else"
    assert fill(5) == 1
    assert matters["ru"][0].pk in like_thread(matters["ru"][1].pk)


def test_another_model_begins_anew_and_nothing_is_mixed_meanwhile(
    matters: dict[str, list[Thread]], settings: Any, named: Path
) -> None:
    fi, ru = matters["fi"][0], matters["ru"][0]
    before, spaces = MeaningIndex.objects.get(), frozenset([fi.space_id])
    assert like(fi)
    for seed, dimension in ((1, 16), (2, 24)):
        settings.RELATED_MODEL = write_model(named / f"model-{seed}", seed=seed, dimension=dimension)
        providing.with_model(lambda model: model.name)
        assert like_text(TYPED, spaces, 5) == {}, "it is not asked of the rows of another"
        filling.make_ready()
        assert like_thread(fi.pk) == [] and vectors.count() == 0
        assert fill(5) == 10
        after = MeaningIndex.objects.get()
        assert after.dimension == dimension and after.model != before.model and after.filled_at is not None
        assert next_owed() is not None, "all are compared anew"
        assert ru.pk in like_thread(fi.pk) and ru.pk in like_text(TYPED, spaces, 5).values()


def test_many_rows_are_found_through_an_index_within_the_spaces_of_the_reader(
    matters: dict[str, list[Thread]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "INDEXED_FROM", 10)
    check_meanings()
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'threadmeaning_near'")
        assert "hnsw" in cursor.fetchone()[0]
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("0",), "a limit for one question is no limit for the next"
    spaces = frozenset([matters["fi"][0].space_id])
    assert len(like_text(TYPED, spaces, 60)) == 4 and len(like_thread(matters["fi"][0].pk)) == 4


def test_a_page_costs_no_query_more_and_typing_a_few(
    matters: dict[str, list[Thread]], settings: Any, nia: Member, as_: SignIn
) -> None:
    model, counted = settings.RELATED_MODEL, {}
    client = as_(nia)
    for settings.RELATED_MODEL in (model, "", model, ""):
        cache.clear()
        for address in (matters["fi"][0].get_absolute_url(), "/t/similar/?title=The teapot leaks all day"):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            counted[address[:4], bool(settings.RELATED_MODEL)] = len(asked)
    # The question and its limit of time, in a transaction of their own, which here is a savepoint: three more.
    assert counted["/t/s", True] <= counted["/t/s", False] + 5, counted
    page = next(key for key, _on in counted if key != "/t/s")
    assert counted[page, True] == counted[page, False], counted
    with CaptureQueriesContext(connection) as asked:
        assert fill(1) == 0 and like_text("fair rota", frozenset([1]), 5) == {} and like_thread(1) == []
    assert len(asked) == 0, "without a model nothing is asked"


def test_the_command_says_how_it_stands_builds_and_takes_away(named: Path, settings: Any) -> None:
    def said(*options: str) -> str:
        out = StringIO()
        call_command("related_by_meaning", *options, stdout=out, stderr=out)
        return out.getvalue()

    index([a_thread(title="A fair rota", source="Of shifts.")])
    assert "nothing is written yet" in said()
    built = said("--build")
    assert "1 threads written in" in built and "in use. 1 threads of 16 numbers" in built
    with pytest.raises(CommandError, match="unset it first"):
        said("--drop")
    settings.RELATED_MODEL = ""
    assert "meanings are still kept" in said()
    with pytest.raises(CommandError, match="Set RELATED_MODEL first"):
        said("--build")
    assert "No meanings are kept" in said("--drop")
    assert not vectors.are_kept() and not MeaningIndex.objects.exists()
