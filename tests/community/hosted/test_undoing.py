"""For 30 seconds a host takes back what they hid: who may not, until when, and what is as before."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from community.posts.models import Post
from community.spaces.models import Space
from community.threads.models import Thread
from members.profiles.models import Member
from moderation.guidelines.models import Guidelines, Rule
from moderation.ledger.models import Entry
from moderation.review.deciding import reverse as take_back
from moderation.review.decisions import Decision
from moderation.review.subjects import KINDS
from tests.factories import a_member, a_post
from tests.moderation.decided import a_minute_ago

As = Callable[..., Any]


@pytest.fixture
def host(space: Space) -> Member:
    """Who looks after the space."""
    made = a_member("Hilda")
    space.hostings.create(member=made)
    return made


@pytest.fixture
def reply(thread: Thread, nia: Member) -> Post:
    """A reply by nia."""
    version = Guidelines.objects.create(number=1, published_at=timezone.now())
    Rule.objects.create(guidelines=version, number="2.1", key="people", title="Criticise the work")
    return a_post(thread, by=nia, source="Only an idiot would plant that")


def hide(client: Any, post: Post) -> Any:
    """As the form of the page sends it."""
    item = KINDS["post"].one(post.pk)
    assert item is not None
    sent = {"rule": "people", "facts": "Called somebody names.", "version": item.version, "submission": "one"}
    return client.post(reverse("take_away", args=["post", post.pk]), sent, follow=True)


def _path(decision: Decision) -> str:
    return reverse("take_away_undo", args=[decision.pk])


def is_hidden(post: Post) -> bool:
    post.refresh_from_db()
    return post.hidden_at is not None


def test_only_the_host_who_decided_undoes_it_and_only_as_a_host(
    as_: As, reply: Post, space: Space, host: Member, nia: Member, mo: Member, visitor: Any
) -> None:
    hide(as_(host), reply)
    decision, other = Decision.objects.get(), a_member("Hugo")
    space.hostings.create(member=other)
    for who in (other, nia, mo):
        assert as_(who).post(_path(decision)).status_code == 404
    assert as_(visitor).post(_path(decision)).status_code in (302, 403)
    space.hostings.filter(member=host).delete()
    assert as_(host).post(_path(decision)).status_code == 403
    assert is_hidden(reply) and decision.is_standing


def test_after_30_seconds_it_stands_and_the_host_is_told(as_: As, reply: Post, host: Member) -> None:
    hide(as_(host), reply)
    a_minute_ago(Decision.objects.get())
    page = as_(host).post(_path(Decision.objects.get()), follow=True).text
    assert "The 30 seconds to undo are over." in page and is_hidden(reply)


def test_what_does_not_hold_any_more_is_not_undone(as_: As, reply: Post, host: Member, mo: Member) -> None:
    hide(as_(host), reply)
    take_back(Decision.objects.get(), by=mo, why="It was a quote")
    page = as_(host).post(_path(Decision.objects.get()), follow=True).text
    assert "does not hold any more" in page and not Entry.objects.filter(act="undone").exists()


def test_the_page_it_leads_to_has_the_button_and_everything_is_as_before(
    as_: As, reply: Post, host: Member, ben: Member
) -> None:
    client = as_(host)
    page = hide(client, reply)
    decision = Decision.objects.get()
    assert f'method="post" action="{_path(decision)}"' in page.text and is_hidden(reply)
    assert client.get(_path(decision)).status_code == 405
    assert "Undone." in client.post(_path(decision), follow=True).text
    decision.refresh_from_db()
    assert not is_hidden(reply) and reply.edit_asked_at is None and decision.undone_by == host
    assert "idiot" in as_(ben).get(reply.get_absolute_url(), follow=True).text
    assert decision.letter_at is None and decision.case.closed_at is not None, "Nobody is told, nothing waits."
    assert Entry.objects.filter(act="undone", actor_id=host.pk).count() == 1
    client.post(_path(decision))
    assert Entry.objects.filter(act="undone").count() == 1


def test_what_was_undone_can_be_hidden_again(as_: As, reply: Post, host: Member) -> None:
    hide(as_(host), reply)
    as_(host).post(_path(Decision.objects.get()))
    hide(as_(host), reply)
    assert is_hidden(reply) and Decision.objects.count() == 2
