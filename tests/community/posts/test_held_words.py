"""Whoever's post is held reads at once that only they see it, in place of "posted"."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.posts import writing
from community.posts.models import Post
from community.threads.models import Thread
from members.profiles.models import Member
from members.profiles.refusing import moment_words
from moderation.review.cases import Case
from tests.factories import a_post

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]
LINK = "See https://example.org/rota for ours."


@pytest.fixture
def holding(thread: Thread, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every new post of the thread is held before it is stored; by no rule, unless one does."""
    rendered = writing.rendered_into

    def held(post: Post, *args: object, **kwargs: object) -> object:
        post.held_at = timezone.now()
        return rendered(post, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(writing, "rendered_into", held)


def sent(client: Client, thread: Thread, body: str, **headers: str) -> str:
    """What the page says after posting."""
    typed = {"body": body, "key": "b" * 32, "last": "1", "seen": "1"}
    answer = client.post(reverse("thread_reply", args=[thread.pk]), typed, follow=True, headers=headers)
    return answer.content.decode()


def test_a_first_post_with_a_link_says_why_and_until_when_it_waits(as_: As, thread: Thread, nia: Member) -> None:
    page = sent(as_(nia), thread, LINK)
    said = "Only you can see this for now. First posts with links wait for a moderator. A rule did this, not a human."
    due = moment_words(Case.objects.get().due_at)
    assert f"{said} A moderator looks at it by {due}." in page
    assert "Posted." not in page


@pytest.mark.usefixtures("holding")
def test_the_answer_to_a_script_says_so_too(as_: As, thread: Thread, nia: Member) -> None:
    page = sent(as_(nia), thread, "No link here.", **{"HX-Request": "true"})
    assert "Only you can see this for now. A moderator looks at it first." in page
    assert "Reply posted" not in page and "data-said=" in page


def test_what_is_not_held_is_posted(as_: As, thread: Thread, nia: Member) -> None:
    page = sent(as_(nia), thread, "No link here.")
    assert "Posted." in page and "Only you can see this" not in page


@pytest.mark.usefixtures("holding")
def test_somebody_whose_posts_are_shown_is_not_told_of_first_posts(as_: As, thread: Thread, ben: Member) -> None:
    Post.objects.filter(pk=a_post(thread, by=ben).pk).update(held_at=None)
    page = sent(as_(ben), thread, LINK)
    assert "First posts with links" not in page and "Only you can see this for now" in page
