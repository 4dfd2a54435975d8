"""Reading a thread: pages, permalinks, first unread, jumps, what is remembered."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.following.models import Reading
from community.following.reading import read_to
from community.posts.models import Post
from community.spaces.models import Space
from community.threads.models import Thread, slug_of
from members.profiles.models import Member
from tests.factories import a_long_thread, a_post, a_thread

As = Callable[..., Client]


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as counted:
        assert client.get(address).status_code == 200
    return len(counted)


def test_a_page_or_post_that_is_not_there_is_404(as_: As, space: Space, nia: Member) -> None:
    thread = a_long_thread(22, space=space)
    for tail in ["?page=0", "?page=3", "?page=x", "?page=99999999999", "0/", "23/", "99999999999999999999/"]:
        assert as_(nia).get(thread.get_absolute_url() + tail).status_code == 404, tail


def test_twenty_posts_a_page_and_a_permalink_to_each(as_: As, space: Space, visitor: Any) -> None:
    thread = a_long_thread(45, space=space)
    page = as_(visitor).get(thread.get_absolute_url() + "?page=2").text
    assert 'id="p-21"' in page and 'id="p-40"' in page
    assert 'id="p-20"' not in page and 'id="p-41"' not in page
    opened = as_(visitor).get(f"{thread.get_absolute_url()}41/").text
    assert 'id="p-39"' in opened and 'id="p-41"' in opened, "two posts before the target stand above it"
    assert "is-target" in opened


def test_another_slug_leads_to_the_right_address(as_: As, thread: Thread, visitor: Any) -> None:
    answer = as_(visitor).get(f"/t/{thread.pk}/something-else/")
    assert (answer.status_code, answer["Location"]) == (301, thread.get_absolute_url())


def test_it_opens_at_the_first_unread(as_: As, thread: Thread, nia: Member, ben: Member) -> None:
    for _ in range(4):
        a_post(thread, by=ben)
    thread.refresh_from_db()
    read_to(nia, thread, 3)
    answer = as_(nia).get(thread.get_absolute_url())
    assert answer["Location"] == f"{thread.get_absolute_url()}4/#p-4"
    assert "New since you last read" in as_(nia).get(answer["Location"]).text


def test_reading_goes_forward_only_and_never_past_the_end(as_: As, thread: Thread, nia: Member) -> None:
    for number in ("1", "0", "999", "-4", "x", "9" * 30):
        as_(nia).post(f"/t/{thread.pk}/read/", {"number": number})
    assert Reading.objects.get(member=nia, thread=thread).last_number == thread.posts_count


def test_marking_unread_goes_back(as_: As, thread: Thread, nia: Member, ben: Member) -> None:
    a_post(thread, by=ben)
    thread.refresh_from_db()
    read_to(nia, thread, 2)
    as_(nia).post(f"/t/{thread.pk}/unread/", {"number": "2"})
    assert Reading.objects.get(member=nia, thread=thread).last_number == 1


def test_jumping_to_a_date_finds_the_first_post_of_that_day(as_: As, thread: Thread, visitor: Any, ben: Member) -> None:
    reply = a_post(thread, by=ben)
    Post.objects.filter(thread=thread, number=1).update(created_at=timezone.now() - timedelta(days=9))
    day = (timezone.now() - timedelta(days=3)).date().isoformat()
    answer = as_(visitor).get(f"/t/{thread.pk}/on/", {"day": day})
    assert answer["Location"].endswith(f"#p-{reply.number}")
    assert as_(visitor).get(f"/t/{thread.pk}/on/", {"day": "tomorrow"}).status_code == 302


def test_the_fragment_of_news_holds_only_what_came_after(as_: As, thread: Thread, nia: Member, ben: Member) -> None:
    a_post(thread, by=ben, source="An elder reply.")
    a_post(thread, by=ben, source="A younger reply.")
    fragment = as_(nia).get(f"/t/{thread.pk}/since/2/").text
    assert "A younger reply." in fragment and "An elder reply." not in fragment and "<html" not in fragment


def test_a_deleted_post_leaves_a_tombstone_and_its_number(as_: As, thread: Thread, ben: Member, visitor: Any) -> None:
    reply = a_post(thread, by=ben, source="Words to be taken back.")
    a_post(thread, by=ben, source="The next one.")
    reply.delete_softly(by=ben)
    page = as_(visitor).get(thread.get_absolute_url()).text
    assert "Words to be taken back." not in page and "Deleted by its author" in page and 'id="p-3"' in page
    assert "Words to be taken back." in as_(ben).get(f"{thread.get_absolute_url()}?page=1").text


def test_a_held_post_is_seen_by_its_author_and_the_team_only(
    as_: As, thread: Thread, nia: Member, mo: Member, ben: Member, visitor: Any
) -> None:
    reply = a_post(thread, by=nia, source="Please have a look first.")
    Post.objects.filter(pk=reply.pk).update(held_at=timezone.now())
    for viewer, sees in ((nia, True), (mo, True), (ben, False), (visitor, False)):
        answer = as_(viewer).get(thread.get_absolute_url() + "?page=1").text
        assert ("Please have a look first." in answer) is sees


def test_the_summary_holds_what_was_valued(as_: As, space: Space, visitor: Any, ben: Member, nia: Member) -> None:
    thread = a_long_thread(25, space=space)
    valued = a_post(thread, by=ben, source="The words everybody remembers.")
    thread.reply(by=nia, source="So true.", reply_to=valued.number)
    summary = as_(visitor).get(f"/t/{thread.pk}/summary/").text
    assert "The words everybody remembers." in summary and "So true." not in summary


def test_a_page_costs_the_same_queries_whatever_it_holds(as_: As, space: Space, nia: Member, visitor: Any) -> None:
    small, large = a_thread(space), a_long_thread(60, space=space)
    for viewer, budget in ((nia, 15), (visitor, 8)):
        client = as_(viewer)
        client.get("/people/")  # caches of the installation are warm
        few = queries(client, small.get_absolute_url() + "?page=1")
        many = queries(client, large.get_absolute_url() + "?page=2")
        assert few <= budget and many <= budget
        assert few == many


@pytest.mark.parametrize("title", ["Restore!", "Summary?", "…… ……", "Käyttäjäyhteisö kokoontuu"])
def test_no_title_makes_an_address_that_means_something_else(as_: As, space: Space, visitor: Any, title: str) -> None:
    thread = a_thread(space, title=title)
    assert thread.slug == slug_of(title)
    assert as_(visitor).get(thread.get_absolute_url()).status_code == 200
