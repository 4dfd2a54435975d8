"""Where polls show: pages at a fixed cost, search, mails, feeds, the menu; nowhere once their post is away."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from community.notices import POSTS
from community.polls.models import Poll, PollVote
from community.polls.voting import vote
from community.posts.models import Post
from members.notifications.models import MailItem
from tests.factories import a_member, a_poll, a_post, a_thread

if TYPE_CHECKING:
    from community.spaces.models import Space
    from community.threads.models import Thread
    from config.lib.audience import Viewer
    from members.profiles.models import Member

    As = Callable[[Viewer], Client]


def asked(client: Client, path: str) -> list[str]:
    """The queries of a page once it is warm."""
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in seen.captured_queries if "SAVEPOINT" not in query["sql"]]


@pytest.fixture
def author(db: None) -> "Member":
    return a_member("Ann Author")


def test_a_page_costs_two_queries_more_however_many_polls_it_shows_and_none_without(
    as_: "As", nia: "Member", visitor: "Viewer", space: "Space", author: "Member"
) -> None:
    bare, one, many = (a_thread(space, by=author) for _ in range(3))
    for thread, polls in ((bare, 0), (one, 1), (many, 9)):
        for number in range(9):
            post = a_post(thread, by=author)
            if number < polls:
                kind = ("single", "several", "ranked")[number % 3]
                poll = a_poll(post, kind=kind, results="always")
                vote(poll, [1], by=nia)
                if number % 2:
                    poll.close(by=author)
    for viewer in (nia, visitor):
        client = as_(viewer)
        counted = [len(asked(client, f"{thread.get_absolute_url()}?page=1")) for thread in (bare, one, many)]
        assert counted[1] == counted[2] <= counted[0] + 2
        assert not [sql for sql in asked(client, f"{bare.get_absolute_url()}?page=1") if 'FROM "community_poll' in sql]


def test_a_search_finds_the_words_of_a_question_through_its_post(
    as_: "As", visitor: "Viewer", nia: "Member", mo: "Member", thread: "Thread", delivered: Callable[[], int]
) -> None:
    poll = a_poll(a_post(thread), "Marmalade", "Honey", question="What belongs on breakfast toast?")
    delivered()
    client = as_(nia)
    for words in ("breakfast", "marmalade"):
        assert poll.post.get_absolute_url() in client.get(reverse("search"), {"q": words}).content.decode()
    poll.post.delete_softly(by=mo)
    delivered()
    for viewer in (nia, visitor):
        text = as_(viewer).get(reverse("search"), {"q": "marmalade"}).content.decode()
        assert poll.post.get_absolute_url() not in text


def test_mails_tell_question_options_and_the_way_there(nia: "Member", thread: "Thread") -> None:
    poll = a_poll(a_post(thread, source="Say when."), "<Mon>", "Tue & Wed")
    told = POSTS.told(nia, [MailItem(member=nia, subject_id=poll.post_id)])[poll.post_id]
    for text in (told.html, told.text):
        assert "Poll: Which day suits you?" in text
        assert told.url in text
    assert "- <Mon>\n- Tue & Wed\nVote: http" in told.text
    assert "<li>&lt;Mon&gt;</li><li>Tue &amp; Wed</li>" in told.html


def test_feeds_tell_it_as_text_with_a_link(as_: "As", visitor: "Viewer", thread: "Thread", mo: "Member") -> None:
    first = Post.objects.get(thread=thread, number=1)
    poll = a_poll(first, "Tea", "Coffee")
    path = reverse("feed_latest")
    feed = as_(visitor).get(path).content.decode()
    assert "Poll: Which day suits you?" in feed
    assert "#p-1" in feed
    poll.close()
    first.hide(by=mo, reason="Rule 1")
    assert "Which day suits you?" not in as_(visitor).get(path).content.decode()


def test_the_authors_menu_offers_a_poll_and_nobody_elses(
    as_: "As", nia: "Member", ben: "Member", thread: "Thread"
) -> None:
    post = Post.objects.get(thread=thread)
    path, menu = reverse("poll_new", args=[post.pk]), reverse("post_more", args=[post.pk])
    assert path in as_(ben).get(menu).content.decode()
    assert path not in as_(nia).get(menu).content.decode()
    a_poll(post)
    assert path not in as_(ben).get(menu).content.decode()


def test_a_muted_authors_poll_is_folded_with_the_post(
    as_: "As", nia: "Member", thread: "Thread", author: "Member"
) -> None:
    from community.following.silencing import silence

    a_poll(a_post(thread, by=author))
    silence(author, by=nia)
    assert "Which day suits you?" not in as_(nia).get(thread.get_absolute_url()).content.decode()


def test_taking_a_post_back_takes_its_poll_along(as_: "As", ben: "Member", thread: "Thread") -> None:
    poll = a_poll(a_post(thread, by=ben))
    vote(poll, [1], by=ben)
    as_(ben).post(reverse("post_undo", args=[poll.post_id]))
    assert not Poll.objects.exists()
    assert not PollVote.objects.exists()


def test_a_wish_for_a_round_by_round_count_is_met(as_: "As", visitor: Any, thread: "Thread") -> None:
    poll = a_poll(a_post(thread), "Memphis", "Nashville", "Chattanooga", "Knoxville", kind="ranked")
    for order, number in (([1, 2, 3, 4], 4), ([2, 3, 4, 1], 3), ([3, 4, 2, 1], 1), ([4, 3, 2, 1], 2)):
        for _ in range(number):
            vote(poll, order, by=a_member())
    poll.close()
    text = " ".join(as_(visitor).get(thread.get_absolute_url()).content.decode().split())
    assert "“Knoxville” has more than half" in text or "“Nashville” has more than half" in text
    assert "Chattanooga goes, with the fewest votes." in text
    assert "Round 2" in text


def test_visitors_see_a_new_state_at_once(as_: "As", visitor: "Viewer", thread: "Thread", ben: "Member") -> None:
    poll = a_poll(a_post(thread, by=ben), results="closed")
    client = as_(visitor)
    assert "0 votes" not in client.get(thread.get_absolute_url()).content.decode()
    poll.close(by=ben)
    assert "0 votes" in client.get(thread.get_absolute_url()).content.decode()
    assert poll.closed_at is not None
    assert timezone.now() > poll.closed_at
