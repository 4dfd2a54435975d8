"""The busy pages ask the database a fixed number of questions, whatever they hold."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.following.models import Follow, Level
from community.posts.models import Post
from community.spaces.models import Space
from community.threads.models import Thread
from community.threads.splitting import move_posts
from members.messages.models import Message, Talk, TalkSeat
from members.profiles.models import Member
from tests.factories import a_long_thread, a_member, a_post, a_thread

As = Callable[..., Any]


def queries(client: Any, path: str, **headers: str) -> list[str]:
    """What a page asks once the caches are warm; what keeps the session and the transaction is not the page's."""
    assert client.get(path, headers=headers).status_code == 200
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path, headers=headers).status_code == 200
    asked = [query["sql"] for query in seen.captured_queries]
    return [sql for sql in asked if not sql.startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]


def within(asked: list[str], most: int) -> None:
    """Fail with the queries themselves."""
    assert len(asked) <= most, f"{len(asked)} queries, {most} allowed:\n" + "\n".join(sql[:300] for sql in asked)


@pytest.fixture
def people(db: None) -> list[Member]:
    return [a_member() for _ in range(8)]


@pytest.fixture
def fill(space: Space, people: list[Member], nia: Member) -> Callable[[int], None]:
    """Put this many threads into the space, with replies and reactions, some of them in spaces of their own."""

    def threads(number: int) -> None:
        Follow.objects.get_or_create(member=nia, space=space, defaults={"level": Level.EVERYTHING})
        for index in range(number):
            kind = "question" if index % 3 == 0 else "discussion"
            thread = a_thread(space, by=people[index % 8], kind=kind, tags=["tea", f"tag{index % 5}"])
            a_post(thread, by=people[(index + 3) % 8], source=f"> words\n\n@nia see #tea number {index}")

    return threads


def multiply(space: Space, times: int) -> None:
    """Copy the first 20 threads of the space with their posts this many times."""
    for _ in range(times):
        threads = {thread.pk: thread for thread in Thread.objects.filter(space=space).order_by("pk")[:20]}
        posts = list(Post.objects.filter(thread__in=threads))
        for one in (*threads.values(), *posts):
            one.pk = None
        Thread.objects.bulk_create(threads.values())
        for post in posts:
            post.thread = threads[post.thread_id]
        Post.objects.bulk_create(posts)


# What one follows is for members alone; tests/community/home counts it.
LISTS = ["home", "latest", "unanswered"]


def test_lists_ask_the_same_for_10_and_for_200_threads(
    as_: As, nia: Member, visitor: Any, space: Space, fill: Callable[[int], None]
) -> None:
    paths = {name: reverse(name) for name in LISTS} | {"space": space.get_absolute_url()}
    member, stranger = as_(nia), as_(visitor)
    fill(10)
    few = {name: (len(queries(member, path)), len(queries(stranger, path))) for name, path in paths.items()}
    fill(10)
    multiply(space, 9)
    assert Thread.objects.filter(space=space).count() == 200
    many = {name: (queries(member, path), queries(stranger, path)) for name, path in paths.items()}
    for name, (inside, outside) in many.items():
        within(inside, 10 if name == "space" else 12)
        within(outside, 8)
    assert {name: (len(inside), len(outside)) for name, (inside, outside) in many.items()} == few


def test_a_thread_asks_the_same_for_2_posts_and_for_200(as_: As, nia: Member, visitor: Any, space: Space) -> None:
    short, long = a_long_thread(20, space=space), a_long_thread(200, space=space)
    counted = []
    for thread in (short, long):
        member, stranger = (
            queries(as_(nia), thread.get_absolute_url()),
            queries(as_(visitor), thread.get_absolute_url()),
        )
        within(member, 15)
        within(stranger, 8)
        counted.append((len(member), len(stranger)))
    assert counted[0] == counted[1]


def test_a_thread_that_posts_came_to_and_left_stays_within_the_budget(
    as_: As, nia: Member, visitor: Any, space: Space, mo: Member
) -> None:
    thread, other = a_long_thread(30, space=space), a_long_thread(10, space=space)
    came = a_post(other, by=mo, source="on its way")
    a_post(thread, by=mo, reply_to=4, source="answers one that leaves")
    move_posts(other, [came.number], into=thread, by=mo)
    move_posts(thread, [3, 4, 5], into=other, by=mo)
    client = as_(mo)
    client.post(reverse("thread_read", args=[thread.pk]), {"number": 12})
    for page in (1, 2):
        path = f"{thread.get_absolute_url()}?page={page}"
        asked = queries(client, path)
        within(asked, 15 + 1)  # the team is told what rules call the posts
        within(queries(as_(visitor), path), 8)
    assert "moved here from" in client.get(path).text


def test_the_last_page_of_a_long_thread_asks_what_the_first_asks(as_: As, nia: Member, space: Space) -> None:
    thread = a_long_thread(200, space=space)
    first, last = (queries(as_(nia), f"{thread.get_absolute_url()}?page={page}") for page in (1, 10))
    within(last, 15)
    assert len(last) <= len(first) + 1


def test_many_authors_ask_no_more_than_one(as_: As, nia: Member, space: Space, people: list[Member]) -> None:
    alone, together = a_long_thread(19, space=space, by=people[0]), a_thread(space, by=people[0])
    for index in range(18):
        a_post(together, by=people[index % 8], source="> words\n\nand an answer to them")
    few, many = (len(queries(as_(nia), thread.get_absolute_url())) for thread in (alone, together))
    assert many <= few


def test_fragments_ask_6_at_most(as_: As, nia: Member, space: Space) -> None:
    thread = a_long_thread(30, space=space)
    fragment = {"HX-Request": "true", "HX-Request-Type": "partial"}
    within(queries(as_(nia), reverse("thread_since", args=[thread.pk, 5]), **fragment), 6)


def a_talk(people: list[Member], messages: int, name: str = "") -> Talk:
    """People who write to one another in turn; two of them without a name for it are a pair."""
    pair = "" if name else ":".join(str(pk) for pk in sorted(one.pk for one in people))
    talk: Talk = Talk.objects.create(begun_by=people[0], name=name, pair=pair)
    said = [Message(talk=talk, author=people[index % len(people)], source="words") for index in range(messages)]
    Message.objects.bulk_create(said)
    now = said[0].created_at
    TalkSeat.objects.bulk_create(TalkSeat(talk=talk, member=one, accepted_at=now) for one in people)
    Talk.objects.filter(pk=talk.pk).update(last_message=said[-1].pk)
    return talk


def test_messages_ask_the_same_for_few_and_for_many(as_: As, nia: Member, people: list[Member]) -> None:
    client = as_(nia)
    short, long = a_talk([nia, people[0]], 2), a_talk([nia, *people], 60, name="All of us")
    few = queries(client, reverse("messages"))
    for number in range(1, 8):
        a_talk([nia, people[number]], 3)
        a_talk([nia, *people], 3, name=f"Group {number}")
    many = queries(client, reverse("messages"))
    within(many, 10)
    assert len(many) == len(few)
    pages = [queries(client, talk.get_absolute_url()) for talk in (short, long)]
    for asked in pages:
        within(asked, 12)
    within(queries(client, reverse("messages_people", args=[long.pk])), 12)
    fragment = {"HX-Request": "true", "HX-Request-Type": "partial"}
    within(queries(client, reverse("messages_since", args=[long.pk, 5]), **fragment), 6)
    line = long.messages.latest("pk").pk
    within(queries(client, reverse("messages_message", args=[long.pk, line]), **fragment), 6)
