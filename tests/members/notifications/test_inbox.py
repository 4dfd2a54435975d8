"""The inbox: mine alone, by thread, page by page."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from community.following.choosing import choose
from community.following.reading import read_to
from community.posts.models import Post
from community.spaces.models import Space
from community.threads.models import Thread
from members.notifications.counting import counts
from members.notifications.inbox import new_by_tab
from members.notifications.models import Notification
from members.notifications.notices import who
from members.profiles.models import Member
from tests.factories import a_post, a_thread, copy

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(thread: Thread, ben: Member, nia: Member, delivered: Any) -> Notification:
    """Ben was told of nia's reply; of what came before, his own first post among it, he was told long ago."""
    delivered()
    Notification.objects.all().delete()
    a_post(thread, by=nia, source="Draw lots every spring.")
    delivered()
    found: Notification = Notification.objects.get(member=ben)
    return found


@pytest.mark.parametrize("act", ["read", "less"])
def test_nobody_touches_the_notifications_of_another(row: Notification, nia: Member, as_: Any, act: str) -> None:
    assert as_(nia).post(f"/inbox/{row.pk}/{act}/").status_code == 404
    row.refresh_from_db()
    assert row.seen_at is None


@pytest.mark.parametrize("address", ["/inbox/", "/inbox/count/", "/inbox/everything/"])
def test_a_visitor_is_asked_to_sign_in(visitor: Any, as_: Any, address: str) -> None:
    assert as_(visitor).get(address).status_code == 302


@pytest.mark.parametrize("address", ["/inbox/nonsense/", "/inbox/?after=x", "/inbox/?after=1-0", "/inbox/0/read/"])
def test_an_address_no_page_links_to_is_not_found(ben: Member, as_: Any, address: str) -> None:
    client = as_(ben)
    assert (client.post if "read" in address else client.get)(address).status_code == 404


@pytest.mark.parametrize("address", ["/inbox/seen/", "/inbox/as-before/"])
def test_looking_never_acts(row: Notification, ben: Member, as_: Any, address: str) -> None:
    client = as_(ben)
    assert client.get(address).status_code == 405
    client.get("/inbox/")
    assert counts(ben)["inbox"] == 1


def test_an_empty_inbox_says_so(ben: Member, as_: Any) -> None:
    page = as_(ben).get("/inbox/").text
    assert "Inbox clear" in page and "Nothing waits for you." in page


def test_the_parts_of_the_inbox_say_where_the_new_ones_are(row: Notification, ben: Member, as_: Any) -> None:
    assert new_by_tab(ben) == {"for-you": counts(ben)["inbox"], "following": 0}
    page = as_(ben).get("/inbox/following/").text
    assert 'For you <span class="count">1</span>' in page and 'Following <span class="count">' not in page


def test_a_row_says_who_what_where_and_why(row: Notification, ben: Member, as_: Any) -> None:
    page = as_(ben).get("/inbox/").text
    for words in ("Nia replied to you", "Draw lots every spring.", "How do you keep a rota fair?", "Workshop"):
        assert words in page
    assert "This answers something you wrote." in page
    assert "Less like this" in page


def test_what_concerns_me_and_what_i_follow_stand_apart(
    thread: Thread, mia: Member, nia: Member, delivered: Any, as_: Any
) -> None:
    choose(mia, "everything", thread=thread)
    a_post(thread, by=nia)
    delivered()
    client = as_(mia)
    assert "Inbox clear" in client.get("/inbox/").text
    assert "Nia replied" in client.get("/inbox/following/").text
    assert "Nia replied" in client.get("/inbox/everything/").text


def test_replies_join_one_row_while_nobody_has_seen_it(
    row: Notification, thread: Thread, ben: Member, mia: Member, delivered: Any, as_: Any
) -> None:
    a_post(thread, by=mia)
    delivered()
    assert Notification.objects.get(member=ben).count == 2
    assert "Mia and Nia replied to you" in as_(ben).get("/inbox/").text
    as_(ben).post("/inbox/seen/")
    a_post(thread, by=mia)
    delivered()
    assert Notification.objects.filter(member=ben).count() == 2
    assert counts(ben)["inbox"] == 1


def test_reading_the_thread_reads_what_it_is_about_and_no_more(
    row: Notification, thread: Thread, ben: Member, mia: Member, delivered: Any
) -> None:
    Notification.objects.update(seen_at=row.created_at)
    later = a_post(thread, by=mia)
    delivered()
    thread.refresh_from_db()
    read_to(ben, thread, later.number - 1)
    assert counts(ben)["inbox"] == 1
    assert Notification.objects.exclude(read_at=None).count() == 1
    read_to(ben, thread, later.number)
    assert counts(ben)["inbox"] == 0


def test_marking_works_by_plain_form_and_in_the_background(row: Notification, ben: Member, as_: Any) -> None:
    client = as_(ben)
    assert client.post(f"/inbox/{row.pk}/read/", headers={"sec-fetch-mode": "cors"}).status_code == 204
    row.refresh_from_db()
    assert row.read_at and row.seen_at
    assert client.post(f"/inbox/{row.pk}/read/", {"tab": "everything"}).url == "/inbox/everything/"


def test_the_count_is_a_fragment_and_stands_in_the_navigation(row: Notification, ben: Member, as_: Any) -> None:
    client = as_(ben)
    assert "<html" not in client.get("/inbox/count/").text
    assert client.get("/inbox/count/").text.count('data-count="inbox"') == 2
    assert 'data-count="inbox"' in client.get("/inbox/").text


def multiply(thread: Thread, times: int) -> None:
    """The same thread again and again, each a moment later, with its first post and what ben was told of it."""
    post, told = thread.posts.get(number=1), Notification.objects.get(thread_id=thread.pk)
    numbers = range(1, times + 1)
    threads = [copy(thread, title=f"Question number {number:03}") for number in numbers]
    Thread.objects.bulk_create(threads)
    posts = [copy(post, thread=one) for one in threads]
    Post.objects.bulk_create(posts)
    Notification.objects.bulk_create(
        copy(told, thread_id=one.thread_id, bundle=f"copy:{one.pk}", subjects=[one.pk],
             updated_at=told.updated_at + timedelta(seconds=number))
        for number, one in zip(numbers, posts, strict=True)
    )  # fmt: skip


def test_pages_follow_each_other_without_gap_or_repeat_at_the_same_cost(
    space: Space, ben: Member, nia: Member, delivered: Any, as_: Any
) -> None:
    first = a_thread(space, by=nia, title="Question number 000", source="What would @ben do?")
    delivered()
    multiply(first, 64)
    client, address, titles, costs = as_(ben), "/inbox/", [], []
    while address:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = client.get(address)
        costs.append(len(asked))
        page = answer.context["page"]
        titles += [group.title for group in page.groups]
        address = f"/inbox/?after={page.after}" if page.after else ""
    assert titles == [f"Question number {number:03}" for number in reversed(range(65))]
    assert len(set(costs[1:])) == 1 and max(costs) <= 17, costs


def test_people_are_counted_in_words() -> None:
    with override("en"):
        assert who(["Anna"], 1) == "Anna"
        assert who(["Anna", "Ben"], 2) == "Anna and Ben"
        assert who(["Anna", "Ben"], 3) == "Anna and 2 others"
        assert who(["Anna"], 2) == "Anna and 1 other"
        assert who([], 1) == "Somebody"


def test_what_nobody_did_has_its_sign_in_place_of_a_face(row: Notification, ben: Member, as_: Any) -> None:
    assert ">N</span>" in as_(ben).get("/inbox/").text
    Notification.objects.filter(pk=row.pk).update(actors=[0])
    page = as_(ben).get("/inbox/").text
    assert '<span class="face small" aria-hidden="true"><svg' in page
    assert ">?</span>" not in page
