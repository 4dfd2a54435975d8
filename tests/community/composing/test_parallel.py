"""Many at the same moment: one submission makes one post, limits hold exactly, nobody overwrites anybody."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from community.composing.submitting import submit_edit, submit_reply, submit_thread
from community.posts.editing import EditConflict
from community.posts.models import Post
from community.threads.models import Thread
from members.profiles.refusing import NotNow
from members.profiles.submissions import SameKeyOtherText
from tests.factories import a_member, a_space, a_thread

pytestmark = pytest.mark.django_db(transaction=True)
OLD: dict[str, Any] = {"joined_at": datetime(2024, 1, 1, tzinfo=UTC)}


def at_once(work: Callable[[int], object], times: int = 50, workers: int = 10) -> list[object]:
    """Run `work` many times, several at the same moment, each with a connection of its own."""

    def one(number: int) -> object:
        try:
            return work(number)
        except (NotNow, EditConflict, SameKeyOtherText) as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(one, range(times)))


def test_fifty_copies_of_one_reply_make_one_post() -> None:
    thread, author, key = a_thread(), a_member(**OLD), uuid.uuid4().hex
    results = at_once(lambda _: submit_reply(thread, by=author, source="Only once.", key=key))
    assert {result.pk for result in results if isinstance(result, Post)} == {Post.objects.get(author=author).pk}
    assert len([result for result in results if isinstance(result, Post)]) == 50
    assert Thread.objects.get(pk=thread.pk).posts_count == 2


def test_fifty_copies_of_one_thread_make_one_thread() -> None:
    space, author, key = a_space(), a_member(**OLD), uuid.uuid4().hex
    at_once(
        lambda _: submit_thread(
            space, by=author, kind="question", title="Once and no more", source="Text.", tags=["rota"], key=key
        )
    )
    assert Thread.objects.count() == Post.objects.count() == 1


def test_the_same_key_with_other_words_is_refused_however_fast() -> None:
    thread, author, key = a_thread(), a_member(**OLD), uuid.uuid4().hex
    results = at_once(lambda n: submit_reply(thread, by=author, source=f"Text {n % 2}", key=key), times=20)
    assert Post.objects.filter(author=author).count() == 1
    assert len([result for result in results if isinstance(result, SameKeyOtherText)]) == 10


def test_replies_of_many_are_numbered_without_gaps() -> None:
    thread = a_thread()
    people = [a_member(**OLD) for _ in range(20)]
    at_once(lambda n: submit_reply(thread, by=people[n], source=f"Reply {n}", key=uuid.uuid4().hex), times=20)
    assert list(Post.objects.filter(thread=thread).order_by("number").values_list("number", flat=True)) == [
        *range(1, 22)
    ]


def test_of_forty_threads_at_once_a_newcomer_starts_exactly_three() -> None:
    space, author = a_space(), a_member(joined_at=timezone.now() - timedelta(hours=1))
    results = at_once(
        lambda n: submit_thread(
            space, by=author, kind="question", title=f"Question number {n}", source=f"Text {n}.", tags=[],
            key=uuid.uuid4().hex,
        ),
        times=40,
    )  # fmt: skip
    assert Thread.objects.filter(author=author).count() == 3
    assert len([result for result in results if isinstance(result, NotNow)]) == 37


def test_of_ten_edits_of_one_version_one_is_saved_and_nine_are_told() -> None:
    author = a_member(**OLD)
    post = Post.objects.get(thread=a_thread(by=author))

    def edit(number: int) -> None:
        mine = Post.objects.select_related("thread__space").get(pk=post.pk)
        submit_edit(mine, by=author, source=f"Version of {number}", version=1)

    results = at_once(edit, times=10)
    assert len([result for result in results if isinstance(result, EditConflict)]) == 9
    assert Post.objects.get(pk=post.pk).version == 2
