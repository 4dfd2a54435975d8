"""Questions that Django writes once: they answer like those it writes each time, whatever is asked."""

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connections, transaction
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.posts.models import Post
from community.spaces.models import Space
from community.threads.models import Thread
from config.lib.written_once import NotWrittenOnceError, written_once
from members.profiles.models import Member
from tests.factories import a_member, a_post, a_space, a_thread

pytestmark = pytest.mark.django_db

TAGS = ["rota", "choir", "keys"]


def plain(
    author: int, spaces: Collection[int], since: datetime, word: str, tags: Collection[str], *, loud: bool
) -> QuerySet[Any]:
    """A question of every sort of value."""
    written = Post.objects.filter(thread=OuterRef("pk"), author=author)
    found = Thread.objects.filter(space__in=spaces, created_at__gt=since).exclude(title=word)
    found = found.exclude(tags__overlap=list(tags)).select_related("space").order_by("-pk" if loud else "pk")
    answer: QuerySet[Any] = found.annotate(said=Exists(written))
    return answer


def test_what_is_not_given_is_refused() -> None:
    refused: list[tuple[str, Any, tuple[Any, ...]]] = [
        ("the time", lambda pk: Thread.objects.filter(pk=pk, created_at__lt=timezone.now()), (1,)),
        ("a value that is changed", lambda pk: Thread.objects.filter(pk=pk + 1), (1,)),
        ("a changed text", lambda word: Thread.objects.filter(tags__overlap=[word.lower().strip()]), ("a",)),
        ("a part of a text", lambda word: Thread.objects.filter(title__contains=word), ("a",)),
        ("nothing at all", lambda pk: Thread.objects.none(), (1,)),
        ("further questions", lambda pk: Thread.objects.filter(pk=pk).prefetch_related(Prefetch("posts")), (1,)),
        ("yes or no", lambda pk: Thread.objects.filter(pk=pk), (True,)),
        ("None", lambda pk: Thread.objects.filter(pk=pk), (None,)),
        ("somebody", lambda member: Thread.objects.filter(author=member), (Member(pk=1),)),
    ]
    for why, build, given in refused:
        with pytest.raises(NotWrittenOnceError):
            assert not written_once(build)(*given), why


def test_it_answers_like_the_question_itself() -> None:
    asked, now = written_once(plain), timezone.now()
    members, spaces = [a_member() for _ in range(2)], [a_space() for _ in range(5)]
    threads = [a_thread(space, by=members[number % 2], tags=["tea"]) for number, space in enumerate(spaces)]
    a_post(threads[0], by=members[1])
    ids = [space.pk for space in spaces]
    for loud in (False, True):
        for author in members:
            for count in range(6):
                given: tuple[Any, ...] = (
                    author.pk,
                    ids[:count],
                    now - timedelta(days=count),
                    threads[1].title,
                    TAGS[:count],
                )
                found, wanted = asked(*given, loud=loud), list(plain(*given, loud=loud))
                assert [(row.pk, row.said, row.space) for row in found] == [
                    (row.pk, row.said, row.space) for row in wanted
                ]
                assert len(found) == max(0, count - (count > 1))


def test_it_is_one_query_that_knows_what_was_read_with_it() -> None:
    asked = written_once(plain)
    space = a_space()
    thread = a_thread(space)
    with CaptureQueriesContext(connections["default"]) as queries:
        for _ in range(3):
            (found,) = asked(1, {space.pk}, thread.created_at - timedelta(days=1), "", (), loud=False)
            assert found == thread and found.space.name == space.name
    assert len(queries) == 3


def test_values_come_as_they_were_asked_for() -> None:
    space = a_space("Garden")
    for question, row in (
        (lambda pk: Space.objects.filter(pk=pk).values_list("name", flat=True), "Garden"),
        (lambda pk: Space.objects.filter(pk=pk).values_list("pk", "name"), (space.pk, "Garden")),
        (lambda pk: Space.objects.filter(pk=pk).values("name"), {"name": "Garden"}),
    ):
        assert written_once(question)(space.pk) == [row]


def test_of_thousands_of_values_none_is_lost() -> None:
    asked = written_once(lambda ids: Space.objects.filter(pk__in=ids).values_list("pk", flat=True))
    space = a_space()
    assert [asked(range(space.pk - many + 1, space.pk + 1)) for many in (1000, 1024, 1025, 5000)] == [[space.pk]] * 4


@pytest.mark.django_db(transaction=True)
def test_each_thread_of_a_process_asks_over_its_own_connection() -> None:
    space = a_space()
    asked = written_once(lambda pk: Space.objects.filter(pk=pk).select_for_update())

    def ask() -> tuple[int, bool]:
        try:
            with transaction.atomic():
                return asked(space.pk)[0].pk, connections["default"].in_atomic_block
        finally:
            connections.close_all()

    assert ask() == (space.pk, True)
    with ThreadPoolExecutor(3) as pool:
        assert [task.result() for task in [pool.submit(ask) for _ in range(6)]] == [(space.pk, True)] * 6
