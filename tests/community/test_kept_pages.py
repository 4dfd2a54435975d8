"""Pages kept for visitors: what is taken out of their sight is gone with the next request, not after a time-out."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.posts.models import Post
from community.spaces.models import Space
from community.spaces.seeing import Visibility
from community.threads.models import Thread
from config.lib import anonymous_cache
from members.groups.models import Group
from members.installation.models import Installation
from members.profiles.models import Member
from tests.factories import a_post, a_space, a_thread

pytestmark = pytest.mark.django_db(transaction=True)

TITLE, WORDS, REPLY = "Where the spare key hangs", "Behind the blue door, on the left.", "It moved to the kitchen."


@pytest.fixture(autouse=True)
def _a_fresh_look_at_valkey() -> Iterator[None]:
    """What an earlier test learned about Valkey is not known here."""
    anonymous_cache._Valkey.away_until = 0.0
    Installation.current().forget()
    yield
    anonymous_cache._Valkey.away_until = 0.0


@pytest.fixture
def key_thread(space: Space, ben: Member) -> Thread:
    """A thread of two posts that visitors can read."""
    thread = a_thread(space, by=ben, title=TITLE, source=WORDS)
    a_post(thread, by=ben, source=REPLY)
    thread.refresh_from_db()
    return thread


def addresses(thread: Thread) -> dict[str, str]:
    return {
        "thread": f"/t/{thread.pk}/{thread.slug}/",
        "reply": f"/t/{thread.pk}/{thread.slug}/2/",
        "space": f"/s/{thread.space.slug}/",
        "home": "/",
        "latest": "/latest/",
        "unanswered": "/unanswered/",
        "tags": "/tags/",
        "spaces": "/spaces/",
    }


def seen(thread: Thread, *names: str) -> dict[str, str]:
    """What a visitor gets at these addresses, or at all; each of them a newcomer without cookies."""
    paths = addresses(thread)
    return {name: Client().get(paths[name]).content.decode() for name in names or paths}


def hide_opening(thread: Thread, mo: Member) -> None:
    thread.posts.get(number=1).hide(by=mo, reason="It tells too much.")


def delete_thread(thread: Thread, mo: Member) -> None:
    thread.delete_softly(by=mo)


def close_space(thread: Thread, mo: Member) -> None:
    thread.space.open_to(Visibility.MEMBERS, by=mo)


def to_a_group(thread: Thread, mo: Member) -> None:
    group = Group.objects.create(name="Key holders", slug="key-holders")
    thread.space.open_to(Visibility.PRIVATE, group=group, by=mo)


@pytest.mark.parametrize("act", [hide_opening, delete_thread, close_space, to_a_group])
def test_what_visitors_may_no_longer_see_is_gone_with_the_next_request(
    key_thread: Thread, mia: Member, act: Callable[[Thread, Member], None]
) -> None:
    before = seen(key_thread)
    assert all(WORDS in before[page] for page in ("thread", "space", "latest"))
    act(key_thread, mia)
    after = seen(key_thread)
    assert [page for page, html in after.items() if WORDS in html] == []
    if act is not hide_opening:
        assert [page for page, html in after.items() if TITLE in html] == []


def edit_reply(post: Post, ben: Member) -> None:
    post.edit(by=ben, source="It is where it always was.", version=post.version)


def delete_reply(post: Post, ben: Member) -> None:
    post.delete_softly(by=ben)


def hide_reply(post: Post, ben: Member) -> None:
    post.hide(by=ben)


@pytest.mark.parametrize("act", [edit_reply, delete_reply, hide_reply])
def test_words_that_are_taken_back_are_gone_with_the_next_request(
    key_thread: Thread, ben: Member, act: Callable[[Post, Member], None]
) -> None:
    assert REPLY in seen(key_thread, "thread", "reply")["thread"]
    act(key_thread.posts.get(number=2), ben)
    after = seen(key_thread, "thread", "reply")
    assert REPLY not in after["thread"] and REPLY not in after["reply"]


def test_an_act_that_is_rolled_back_ends_nothing(key_thread: Thread, mo: Member) -> None:
    seen(key_thread, "thread", "latest")
    with transaction.atomic():
        hide_opening(key_thread, mo)
        transaction.set_rollback(True)
    key_thread = Thread.objects.select_related("space").get(pk=key_thread.pk)
    with CaptureQueriesContext(connection) as asked:
        assert all(WORDS in page for page in seen(key_thread, "thread", "latest").values())
    assert len(asked) == 0


def test_a_page_that_is_made_while_something_is_hidden_is_not_shown_afterwards(
    key_thread: Thread, mo: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = addresses(key_thread)["thread"]
    keep = anonymous_cache._may_be_kept

    def hidden_meanwhile(*args: Any) -> bool:
        hide_opening(key_thread, mo)
        return keep(*args)

    monkeypatch.setattr(anonymous_cache, "_may_be_kept", hidden_meanwhile)
    assert WORDS in Client().get(path).content.decode()
    monkeypatch.undo()
    assert WORDS not in Client().get(path).content.decode()


def test_members_never_get_a_kept_page(key_thread: Thread, ben: Member, as_: Callable[..., Client]) -> None:
    path = addresses(key_thread)["thread"]
    stranger = Client().get(path).content.decode()
    member = as_(ben).get(path).content.decode()
    assert ben.handle not in stranger.split('<div id="posts"')[0]
    assert "csrfmiddlewaretoken" in member and "csrfmiddlewaretoken" not in stranger
    assert Client().get(path).content.decode() == stranger


def test_a_kept_page_asks_the_database_nothing_and_holds_no_cookie(key_thread: Thread) -> None:
    seen(key_thread)
    with CaptureQueriesContext(connection) as asked:
        for path in addresses(key_thread).values():
            answer = Client().get(path)
            assert answer.status_code == 200 and not answer.cookies
            assert {"HX-Request", "Cookie", "Accept-Language"} <= set(answer["Vary"].split(", "))
            assert answer["Cache-Control"] == "private, no-cache"
    assert len(asked) == 0


def test_a_page_and_its_fragment_are_kept_apart(key_thread: Thread) -> None:
    path = addresses(key_thread)["thread"] + "?page=1"
    for _ in range(2):
        whole, part = Client().get(path), Client().get(path, headers={"HX-Request": "true"})
        boosted = Client().get(path, headers={"HX-Request": "true", "HX-Boosted": "true"})
        assert b"<html" in whole.content and b"<html" in boosted.content and b"<html" not in part.content


@pytest.mark.parametrize(
    "odd", [{"HX-Request": ""}, {"HX-Request": "yes"}, {"HX-Request": "true", "HX-Boosted": ""}, {"HX-Boosted": "no"}]
)
def test_nobody_slips_others_a_part_for_a_page_by_odd_headers(key_thread: Thread, odd: dict[str, str]) -> None:
    path = addresses(key_thread)["thread"]
    Client().get(path, headers=odd)
    part = Client().get(path, headers={"HX-Request": "true"})
    wholes = [Client().get(path, headers=headers) for headers in ({}, {"HX-Request": "true", "HX-Boosted": "true"})]
    assert b"<html" not in part.content
    assert all(b"<html" in whole.content for whole in wholes)


def test_a_whole_thread_on_one_page_is_made_once_for_all_visitors(key_thread: Thread, mo: Member) -> None:
    path = addresses(key_thread)["thread"] + "?page=all"
    assert REPLY in Client().get(path).content.decode()
    with CaptureQueriesContext(connection) as asked:
        Client().get(path)
    assert len(asked) == 0
    key_thread.posts.get(number=2).hide(by=mo)
    assert REPLY not in Client().get(path).content.decode()


def test_the_languages_of_visitors_are_kept_apart(key_thread: Thread) -> None:
    path = addresses(key_thread)["thread"]
    for _ in range(2):
        pages = [Client().get(path, headers={"Accept-Language": language}) for language in ("en", "fi")]
        assert [b'lang="en"' in pages[0].content, b'lang="fi"' in pages[1].content] == [True, True]


def test_names_of_spaces_and_of_the_community_follow_at_once(key_thread: Thread, mia: Member) -> None:
    seen(key_thread)
    key_thread.space.rename("Key cupboard", by=mia)
    assert "Key cupboard" in seen(key_thread, "thread")["thread"]
    Installation.current().rename("Harbour Choir", "Singing at low tide", by=mia)
    assert all("Harbour Choir" in page for page in seen(key_thread).values())


def test_a_new_reply_is_there_within_a_second(key_thread: Thread, ben: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    path = addresses(key_thread)["thread"]
    Client().get(path)
    a_post(key_thread, by=ben, source="The drawer is locked now.")
    assert b"The drawer is locked now." not in Client().get(path).content
    monkeypatch.setattr(anonymous_cache, "GROWN_SECONDS", 0)
    assert b"The drawer is locked now." in Client().get(path).content


def test_a_reply_elsewhere_leaves_a_page_as_it_is(
    key_thread: Thread, ben: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anonymous_cache, "GROWN_SECONDS", 0)
    path = addresses(key_thread)["thread"]
    Client().get(path)
    a_thread(a_space(), by=ben)
    with CaptureQueriesContext(connection) as asked:
        Client().get(path)
    assert len(asked) == 0


def test_without_valkey_every_page_is_served(key_thread: Thread, settings: Any) -> None:
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}}
    cache.delete("anything")
    for _ in range(2):
        pages = {name: Client().get(path) for name, path in addresses(key_thread).items()}
        assert {page.status_code for page in pages.values()} == {200}
        assert WORDS in pages["thread"].content.decode()
    hide_opening(key_thread, Member.objects.get_queryset().get(handle="ben"))
    assert WORDS not in seen(key_thread, "thread")["thread"]


def test_300_visitors_at_once_cost_one_page(key_thread: Thread, mo: Member) -> None:
    path = addresses(key_thread)["thread"]
    Client().get(path)
    hide_opening(key_thread, mo)
    asked: list[str] = []

    def counting(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    def visit(_number: int) -> tuple[int, bool]:
        with connection.execute_wrapper(counting):
            try:
                answer = Client().get(path)
                return answer.status_code, WORDS in answer.content.decode()
            finally:
                connection.close()

    with ThreadPoolExecutor(24) as crowd:
        answers = set(crowd.map(visit, range(300)))
    assert answers == {(200, False)}
    assert asked and len(asked) == len(set(asked))  # a page asks nothing twice
