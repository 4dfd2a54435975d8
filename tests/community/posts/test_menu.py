"""The menu of a post: what each reader may do with it, over the page or on a page of its own."""

from collections.abc import Callable
from http import HTTPStatus

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from community.posts.models import Post
from community.threads.models import Thread
from config.lib.audience import Viewer
from members.profiles.models import Member
from tests.factories import a_post

type As = Callable[[Viewer], Client]

ALL = {"Copy link", "Mark unread from here", "Edit", "Delete", "History", "Let members edit it", "Moderate…"}


@pytest.fixture
def reply(thread: Thread, nia: Member) -> Post:
    """A reply by nia in ben's thread."""
    return a_post(thread, by=nia, source="Swap weeks.")


def test_visitors_are_asked_to_sign_in_and_the_suspended_told_until_when(
    as_: As, visitor: AnonymousUser, eve: Member, reply: Post
) -> None:
    answer = as_(visitor).get(reverse("post_more", args=[reply.pk]))
    assert answer.status_code == HTTPStatus.FOUND
    assert answer["Location"].startswith("/signin/")
    assert as_(eve).get(reverse("post_more", args=[reply.pk])).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize(
    ("who", "offered"),
    [
        ("ben", {"Copy link", "Mark unread from here"}),
        ("nia", {"Copy link", "Mark unread from here", "Edit", "Delete"}),
        ("mo", {"Copy link", "Mark unread from here", "Edit", "Moderate…", "Let members edit it"}),
    ],
)
def test_each_finds_what_they_may_do(
    as_: As, reply: Post, request: pytest.FixtureRequest, who: str, offered: set[str]
) -> None:
    path = reverse("post_more", args=[reply.pk])
    page = as_(request.getfixturevalue(who)).get(path).content.decode()
    menu = page[page.index('<div class="menu">') : page.index("</main>")]
    assert {entry for entry in ALL if entry in menu} == offered


def test_a_script_gets_the_menu_alone(as_: As, reply: Post, nia: Member) -> None:
    menu = as_(nia).get(reverse("post_more", args=[reply.pk]), headers={"HX-Request": "true"}).content.decode()
    assert menu.strip().startswith('<div class="menu card-over" popover>')
    assert "<html" not in menu


def test_the_thread_leads_members_to_it_and_visitors_not(
    as_: As, thread: Thread, reply: Post, visitor: AnonymousUser, ben: Member
) -> None:
    path = reverse("post_more", args=[reply.pk])
    assert path in as_(ben).get(thread.get_absolute_url()).content.decode()
    assert path not in as_(visitor).get(thread.get_absolute_url()).content.decode()
