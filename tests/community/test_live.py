"""What open pages are told, and whom nobody tells."""

import time
from collections.abc import Callable
from typing import Any

import pytest
import redis
from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from community.spaces.models import Space
from community.threads.models import Thread
from config.lib.live import STREAM, may_listen, slots_of
from members.profiles.models import Member
from tests.factories import a_post, a_thread

Said = Callable[[], list[tuple[str, str]]]


@pytest.fixture
def said(transactional_db: None) -> Said:
    """Channel and event of everything that was said since the fixture was made."""
    valkey = redis.Redis.from_url(settings.REDIS_URL, decode_responses=True)
    valkey.delete(STREAM, *valkey.scan_iter("talkoot:live:said:*"))

    def read() -> list[tuple[str, str]]:
        entries: Any = valkey.xrange(STREAM)
        return [(fields["channel"], fields["event"]) for _id, fields in entries]

    return read


def open_a_page(member: Member) -> None:
    """What the live endpoint keeps while a member's page listens."""
    valkey = redis.Redis.from_url(settings.REDIS_URL)
    valkey.zadd(slots_of(member.pk), {"a page": time.time() + 45})
    valkey.expire(slots_of(member.pk), 45)


@pytest.mark.django_db
def test_only_those_who_see_a_space_hear_it_and_its_threads(
    private_space: Space, thread: Thread, ben: Member, nia: Member, mo: Member, eve: Member, visitor: AnonymousUser
) -> None:
    hidden = a_thread(private_space, by=ben)
    for viewer in (nia, mo, eve, visitor):
        assert not may_listen(viewer, f"space:{private_space.pk}")
        assert not may_listen(viewer, f"thread:{hidden.pk}")
        assert may_listen(viewer, f"thread:{thread.pk}")
    assert may_listen(ben, f"space:{private_space.pk}")
    assert may_listen(ben, f"thread:{hidden.pk}")
    for channel in ("thread:999999", "space:999999", "thread", "home"):
        assert not may_listen(ben, channel)


@pytest.mark.django_db(transaction=True)
def test_a_new_post_is_said_in_its_thread_and_its_space_and_to_whom_it_concerns(
    thread: Thread, ben: Member, nia: Member, delivered: Any, said: Said
) -> None:
    delivered()
    open_a_page(ben)
    before = len(said())
    a_post(thread, by=nia)
    delivered()
    assert set(said()[before:]) == {
        (f"thread:{thread.pk}", "post.created"),
        (f"space:{thread.space_id}", "thread.moved"),
        (f"member:{ben.pk}", "inbox"),
    }


@pytest.mark.django_db(transaction=True)
def test_nothing_is_said_to_a_member_without_an_open_page(
    thread: Thread, ben: Member, nia: Member, delivered: Any, said: Said
) -> None:
    a_post(thread, by=nia)
    delivered()
    assert not [channel for channel, _event in said() if channel.startswith("member:")]


@pytest.mark.django_db(transaction=True)
def test_a_held_post_is_said_to_nobody_until_it_is_approved(
    thread: Thread, mo: Member, nia: Member, delivered: Any, said: Said
) -> None:
    delivered()
    post = a_post(thread, by=nia)
    type(post).objects.filter(pk=post.pk).update(held_at=post.created_at)
    before = len(said())
    delivered()
    assert said()[before:] == []
    post.refresh_from_db()
    post.approve(by=mo)
    delivered()
    assert (f"thread:{thread.pk}", "post.created") in said()[before:]


@pytest.mark.django_db(transaction=True)
def test_changes_of_a_post_are_said_in_its_thread(thread: Thread, nia: Member, delivered: Any, said: Said) -> None:
    post = a_post(thread, by=nia)
    delivered()
    before = len(said())
    post.edit(by=nia, source="Other words.", version=post.version)
    post.delete_softly(by=nia)
    delivered()
    assert said()[before:].count((f"thread:{thread.pk}", "post.changed")) == 2
