"""All replies on one page, and going to a reply by its number."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.following.reading import read_to
from community.posts.models import Post
from community.spaces.models import Space
from community.threads.models import Thread
from community.threads.reading import ALL_MAX
from members.profiles.models import Member
from tests.factories import a_long_thread, a_post, a_thread

As = Callable[..., Client]


@pytest.fixture
def talk(space: Space) -> Thread:
    """45 posts, on three pages."""
    return a_long_thread(45, space=space)


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as counted:
        assert client.get(address).status_code == 200
    return len(counted)


def test_who_does_not_see_the_thread_sees_none_of_its_replies(
    as_: As, private_space: Space, ben: Member, nia: Member, visitor: Any
) -> None:
    hidden = a_thread(private_space, by=ben)
    for viewer in (nia, visitor):
        for tail in ("?page=all", "?page=ALL", "?page=al"):
            assert as_(viewer).get(hidden.get_absolute_url() + tail).status_code == 404
        assert as_(viewer).get(f"/t/{hidden.pk}/on/?number=1").status_code == 404


def test_a_thread_that_is_too_long_says_so_and_shows_its_first_page(as_: As, talk: Thread, visitor: Any) -> None:
    Thread.objects.filter(pk=talk.pk).update(posts_count=ALL_MAX + 2)
    answer = as_(visitor).get(f"{talk.get_absolute_url()}?page=all")
    assert answer.status_code == 422
    assert "This thread has 501 replies; at most 500 fit on one page." in answer.text
    assert 'id="p-20"' in answer.text and 'id="p-21"' not in answer.text


def test_a_thread_of_500_replies_still_fits(as_: As, talk: Thread, visitor: Any) -> None:
    Thread.objects.filter(pk=talk.pk).update(posts_count=ALL_MAX + 1)
    assert as_(visitor).get(f"{talk.get_absolute_url()}?page=all").status_code == 200


def test_all_replies_stand_on_one_page_for_the_same_queries(as_: As, talk: Thread, nia: Member, visitor: Any) -> None:
    for viewer in (nia, visitor):
        client = as_(viewer)
        client.get("/people/")  # caches of the installation are warm
        page = client.get(f"{talk.get_absolute_url()}?page=all").text
        assert page.count("<article") == 45
        one, together = (queries(client, f"{talk.get_absolute_url()}?page={page}") for page in ("2", "all"))
        assert together == one


def test_it_is_offered_where_there_is_more_than_one_page(as_: As, talk: Thread, space: Space, visitor: Any) -> None:
    first = as_(visitor).get(f"{talk.get_absolute_url()}?page=2").text
    assert "Show all 44" in first and f'href="{talk.get_absolute_url()}?page=all#print">Print all replies' in first
    whole = as_(visitor).get(f"{talk.get_absolute_url()}?page=all").text
    assert "Show all 44" not in whole and "Show in pages" in whole and "Show 20 more" not in whole
    assert "Show all" not in as_(visitor).get(a_thread(space).get_absolute_url()).text


def test_search_engines_are_sent_to_the_first_page(as_: As, talk: Thread, visitor: Any, settings: Any) -> None:
    page = as_(visitor).get(f"{talk.get_absolute_url()}?page=all").text
    assert f'<link rel="canonical" href="{settings.PUBLIC_URL}{talk.get_absolute_url()}">' in page
    assert page.count('"@type":"Comment"') == 19


def test_what_is_new_is_marked_there_too(as_: As, talk: Thread, nia: Member) -> None:
    read_to(nia, talk, 30)
    page = as_(nia).get(f"{talk.get_absolute_url()}?page=all")
    assert page.status_code == 200, "no jump to the first unread: the reader asked for all"
    assert page.text.index('id="p-30"') < page.text.index('id="unread"') < page.text.index('id="p-31"')
    assert 'data-is-last="yes"' in page.text and 'data-all="yes"' in page.text
    assert 'class="unread-jump" href="#p-31"' in page.text


def test_another_slug_keeps_the_page_that_was_asked_for(as_: As, talk: Thread, visitor: Any) -> None:
    answer = as_(visitor).get(f"/t/{talk.pk}/old-title/?page=all")
    assert (answer.status_code, answer["Location"]) == (301, f"{talk.get_absolute_url()}?page=all")


def test_a_reply_is_found_by_its_number(as_: As, talk: Thread, visitor: Any) -> None:
    for number, leads in [("31", 31), (" 7 ", 7), ("0", 1), ("99999", 45)]:
        answer = as_(visitor).get(f"/t/{talk.pk}/on/", {"number": number})
        assert answer["Location"] == f"{talk.get_absolute_url()}{leads}/#p-{leads}", number


def test_what_is_no_number_leads_to_the_thread(as_: As, talk: Thread, visitor: Any) -> None:
    for number in ["", "x", "-3", "٣", "9" * 30, "1.5"]:
        assert as_(visitor).get(f"/t/{talk.pk}/on/", {"number": number})["Location"] == talk.get_absolute_url(), number


def test_the_title_bar_says_how_far_one_has_read(as_: As, talk: Thread, nia: Member, ben: Member, visitor: Any) -> None:
    read_to(nia, talk, 31)
    page = as_(nia).get(f"{talk.get_absolute_url()}?page=1").text
    assert "30 of 44 read" in page and '<progress class="places-bar" value="30" max="44"' in page
    assert "0 of 44 read" in as_(ben).get(talk.get_absolute_url()).text
    assert "of 44 read" not in as_(visitor).get(talk.get_absolute_url()).text.replace("%n of %m read", "")


def test_replies_read_are_never_more_than_there_are(as_: As, thread: Thread, nia: Member, ben: Member) -> None:
    a_post(thread, by=ben)
    thread.refresh_from_db()
    read_to(nia, thread, 2)
    Post.objects.filter(thread=thread, number=2).delete()
    Thread.objects.filter(pk=thread.pk).update(posts_count=1)
    assert "0 replies" in as_(nia).get(f"{thread.get_absolute_url()}?page=1").text
