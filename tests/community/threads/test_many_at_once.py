"""Many people in one thread, and moderators who move it meanwhile: order, no gaps, no doubles, nothing lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from community.posts.models import Post
from community.posts.writing import ThreadGone
from community.spaces.alone import NotPossible
from community.threads.former import FormerPlace
from community.threads.merging import merge
from community.threads.models import Thread
from community.threads.reading import posts_after
from community.threads.splitting import move_posts
from community.threads.tasks import run_timers
from community.threads.timing import set_timer
from members.activity.models import Activity
from tests.factories import a_member, a_post, a_space, a_thread

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE, WRITERS = 10, 50


def _at_once(acts: list[Callable[[], Any]]) -> list[Any]:
    """What each gave, or the refusal it got; each with a connection of its own, begun together."""
    begin = Barrier(min(AT_ONCE, len(acts)))

    def run(number: int) -> Any:
        try:
            if number < begin.parties:
                begin.wait(timeout=20)
            return acts[number]()
        except (NotPossible, ThreadGone) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as crowd:
        return list(crowd.map(run, range(len(acts))))


def test_fifty_writers_leave_no_gap_and_readers_see_them_in_order() -> None:
    thread = a_thread(by=a_member())
    writers = [a_member() for _ in range(WRITERS)]
    seen: list[list[int]] = []

    def write(number: int) -> Post:
        return Thread.objects.get(pk=thread.pk).reply(by=writers[number], source=f"At once {number}")

    def read(number: int) -> None:
        found = Thread.objects.select_related("space").get(pk=thread.pk)
        seen.append([one.post.number for one in posts_after(writers[number], found, 1)])

    acts: list[Callable[[], Any]] = []
    for number in range(WRITERS):
        acts += [lambda n=number: write(n), lambda n=number: read(n)]  # type: ignore[misc]
    posts = [post for post in _at_once(acts) if isinstance(post, Post)]
    numbers = sorted(post.number for post in posts)
    assert numbers == list(range(2, WRITERS + 2))
    # Whoever looked in between saw the beginning of the same row, without a hole.
    assert all(row == list(range(2, len(row) + 2)) for row in seen)
    thread.refresh_from_db()
    assert (thread.posts_count, thread.people_count) == (WRITERS + 1, WRITERS + 1)


def test_two_threads_merged_into_each_other_at_once_are_merged_once() -> None:
    space, mo, mia = a_space(), a_member(), a_member()
    one, two = a_thread(space), a_thread(space)
    a_post(one)
    done = _at_once([lambda: merge(one, into=two, by=mo), lambda: merge(two, into=one, by=mia)])
    assert sum(isinstance(answer, NotPossible) for answer in done) == 1
    assert Thread.objects.filter(merged_at=None).count() == 1
    left = Thread.objects.get(merged_at=None)
    assert sorted(left.posts.values_list("number", flat=True)) == list(range(1, left.posts_count + 1))
    assert Post.objects.count() == 3


def test_a_post_moved_by_two_at_once_moves_once() -> None:
    space, by = a_space(), a_member()
    thread, one, two = a_thread(space), a_thread(space), a_thread(space)
    post = a_post(thread)
    done = _at_once(
        [lambda: move_posts(thread, [2], into=one, by=by), lambda: move_posts(thread, [2], into=two, by=by)]
    )
    assert sum(isinstance(answer, NotPossible) for answer in done) == 1
    assert FormerPlace.objects.filter(post=post).count() == 1


def test_replies_that_are_on_their_way_when_a_thread_is_merged_arrive_or_are_told() -> None:
    space, by = a_space(), a_member()
    thread, target = a_thread(space), a_thread(space)
    writers = [a_member() for _ in range(8)]

    def write(number: int) -> Post:
        return Thread.objects.get(pk=thread.pk).reply(by=writers[number], source="On its way")

    acts: list[Callable[[], Any]] = [lambda n=number: write(n) for number in range(8)]  # type: ignore[misc]
    done = _at_once([*acts[:4], lambda: merge(thread, into=target, by=by), *acts[4:]])
    written = [answer for answer in done if isinstance(answer, Post)]
    told = [answer for answer in done if isinstance(answer, ThreadGone)]
    assert len(written) + len(told) == 8
    assert not Post.objects.filter(thread=thread).exists()
    numbers = sorted(Post.objects.filter(thread=target).values_list("number", flat=True))
    assert numbers == list(range(1, len(written) + 3))


def test_a_timer_is_run_by_one_of_two_schedulers() -> None:
    thread, by = a_thread(), a_member(role="moderator")
    set_timer(thread, "close", by=by, after_hours=1)
    Thread.objects.filter(pk=thread.pk).update(last_post_at="2020-01-01T00:00Z")
    assert sum(_at_once([run_timers, run_timers])) == 1
    assert Activity.objects.filter(verb="thread.closed").count() == 1
