"""Who may not find what: private spaces, deleted, hidden and held posts leave no trace in any answer."""

import re
from html import unescape
from typing import Any
from urllib.parse import unquote_plus

import pytest
from django.core.cache import cache
from django.utils import timezone

from community.posts.models import Post
from community.search.finding import find
from community.search.models import SearchDocument
from community.search.parsing import parse
from tests.factories import a_member, a_post, a_thread

CANARY = "quetzalcoatl"
TITLE = f"About {CANARY} and rosemary"


@pytest.fixture
def secret(private_space: Any, ben: Any, delivered: Any) -> Any:
    thread = a_thread(private_space, by=ben, title=TITLE, source=f"{CANARY} likes rosemary soup", tags=[CANARY])
    delivered()
    return thread


ASKED = [
    CANARY, CANARY[:6], "quetzalcoatle", "quetzalcaotl", "rosemary", "soup", f"tag:{CANARY}", "by:ben", "in:back-room",
    "after:2020-01-01", f'"{CANARY}"', "back room", "-other", "sort:latest soup",
]  # fmt: skip
PATHS = ["/search/", "/search/palette/", "/search/palette/?near"]


def said(client: Any, path: str, typed: str) -> str:
    """The answer without the words that were typed themselves and without what is new in every answer."""
    path, _, near = path.partition("?")
    asked = {"q": typed, "near": ""} if near else {"q": typed}
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", client.get(path, asked).content.decode())
    text = unescape(unquote_plus(text)).lower().replace(typed.lower(), "")
    return text.replace(f"“{typed.lower().partition(':')[2]}”", "")  # a value that is not known is said again


@pytest.mark.parametrize("who", ["visitor", "nia", "mo", "eve"])
def test_a_private_space_leaves_no_trace(who: str, secret: Any, as_: Any, request: Any) -> None:
    client = as_(request.getfixturevalue(who))
    for path in PATHS:
        cache.clear()
        for typed in ASKED:
            text = said(client, path, typed)
            assert [word for word in (CANARY, "rosemary", "back room") if word in text] == [], (path, typed)


@pytest.mark.parametrize(
    ("there", "not_there"),
    [(CANARY, "quetzalcoatx"), (f"tag:{CANARY}", "tag:quetzalcoatx"), (f"{CANARY}e", "quetzalcoatlx")],
    ids=["a word", "a tag", "an error in a word"],
)
def test_what_is_not_visible_answers_like_what_does_not_exist(
    there: str, not_there: str, secret: Any, as_: Any, nia: Any
) -> None:
    client = as_(nia)
    for path in PATHS:
        assert said(client, path, there) == said(client, path, not_there), path


def test_those_inside_find_it(secret: Any, as_: Any, ben: Any, mia: Any) -> None:
    for path in PATHS:
        for member in (ben, mia):
            assert CANARY in said(as_(member), path, "rosemary soup"), path
            assert f"<mark>{CANARY}</mark>" in as_(member).get(path, {"q": CANARY}).content.decode(), path


def test_leaving_the_group_works_at_once(secret: Any, ben: Any, circle: Any) -> None:
    from members.profiles.models import Member

    assert find(ben, parse(CANARY)).total == 1
    circle.memberships.all().delete()
    assert find(Member.objects.get(pk=ben.pk), parse(CANARY)).total == 0


@pytest.mark.parametrize("act", ["delete_softly", "hide"])
def test_a_post_that_was_taken_away_is_not_found_from_that_moment(
    act: str, thread: Any, mo: Any, mia: Any, delivered: Any
) -> None:
    post = a_post(thread, source=f"{CANARY} was here")
    delivered()
    assert find(mia, parse(CANARY)).total == 1
    getattr(post, act)(by=mo)
    assert find(mia, parse(CANARY)).total == 0  # before any worker has seen it
    delivered()
    assert not SearchDocument.objects.filter(object_id=post.pk).exists()
    (post.restore if act == "delete_softly" else post.unhide)(by=mo)
    delivered()
    assert find(mia, parse(CANARY)).total == 1


def test_a_held_post_is_found_once_it_is_approved(thread: Any, mo: Any, ben: Any, delivered: Any) -> None:
    post = a_post(thread, source=f"{CANARY} waits")
    Post.objects.filter(pk=post.pk).update(held_at=timezone.now())
    delivered()
    assert find(ben, parse(CANARY)).total == 0
    post.refresh_from_db()
    post.approve(by=mo)
    delivered()
    assert find(ben, parse(CANARY)).total == 1


def test_a_deleted_thread_is_gone_and_comes_back_whole(thread: Any, ben: Any, delivered: Any) -> None:
    a_post(thread, source=f"{CANARY} replied")
    delivered()
    thread.delete_softly(by=ben)
    assert find(ben, parse(CANARY)).total == 0
    delivered()
    assert not SearchDocument.objects.filter(thread=thread).exists()
    thread.restore(by=ben)
    delivered()
    assert SearchDocument.objects.filter(thread=thread).count() == 2


def test_an_edited_post_is_found_by_its_new_words_alone(thread: Any, ben: Any, delivered: Any) -> None:
    post = a_post(thread, by=ben, source=f"{CANARY} one")
    delivered()
    post.edit(by=ben, source="pomegranate two", version=1)
    first = thread.posts.get(number=1)
    first.edit(by=ben, source=first.source, title="Persimmons for the winter", version=1)
    delivered()
    assert find(ben, parse(CANARY)).total == 0
    assert find(ben, parse("pomegranate")).total == find(ben, parse("persimmons")).total == 1
    assert find(ben, parse("rota")).total == 0


def test_a_post_taken_back_leaves_the_index(thread: Any, ben: Any, delivered: Any) -> None:
    from community.composing.undoing import undo

    post = a_post(thread, by=ben, source=f"{CANARY} too early")
    delivered()
    undo(post, by=ben)
    delivered()
    assert not SearchDocument.objects.filter(object_id=post.pk).exists()


def test_people_are_found_by_members_alone(as_: Any, ben: Any, eve: Any, visitor: Any, db: None) -> None:
    a_member("Réka Quetzal")
    for path in PATHS:
        assert "Réka" in as_(ben).get(path, {"q": "reka"}).content.decode()
        assert "Réka" in as_(ben).get(path, {"q": "quet"}).content.decode()
        for stranger in (visitor, eve):
            assert "Réka" not in as_(stranger).get(path, {"q": "quet"}).content.decode()
