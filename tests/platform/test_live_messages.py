"""What open pages are told, and that nothing is lost on the way."""

import asyncio
import time
from functools import partial
from typing import Any

import pytest
import redis
from django.conf import settings

from config.lib import live
from config.live.access import Identity
from config.live.hub import QUEUE_LENGTH, Hub, Stream
from config.live.messages import encode, position
from members.profiles.models import Member
from tests.platform.pages import Page, a_hub, elsewhere, open_page, until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("fresh_valkey")]


def test_a_page_is_told_ids_of_its_own_channels_in_order(ben: Member, mia: Member, cookie: str) -> None:
    async def listen() -> Page:
        async with a_hub() as hub:
            page = await open_page(hub, f"c=member:{ben.pk}", cookie=cookie)
            for number in range(30):
                await elsewhere(partial(live.publish, f"member:{mia.pk}", "inbox.changed", unread=number))
                await elsewhere(partial(live.publish, f"member:{ben.pk}", "inbox.changed", unread=number))
            await until(lambda: len(page.events) >= 30)
            await page.close()
            return page

    page = asyncio.run(listen())
    assert page.events == [("inbox.changed", {"channel": f"member:{ben.pk}", "unread": n}) for n in range(30)]


def test_a_page_that_comes_back_is_told_what_it_missed_once(ben: Member, cookie: str) -> None:
    mine = f"member:{ben.pk}"

    async def listen() -> tuple[Page, Page]:
        async with a_hub() as hub:
            first = await open_page(hub, f"c={mine}", cookie=cookie)
            await elsewhere(partial(live.publish, mine, "inbox.changed", unread=1))
            await until(lambda: len(first.events) == 1)
            await first.close()
            await elsewhere(partial(live.publish, mine, "inbox.changed", unread=2))
            await elsewhere(partial(live.publish, mine, "inbox.changed", unread=3))
            again = await open_page(hub, f"c={mine}", cookie=cookie, last_event_id=first.last_id)
            await elsewhere(partial(live.publish, mine, "inbox.changed", unread=4))
            await until(lambda: len(again.events) >= 3)
            await asyncio.sleep(0.2)
            return first, again

    _first, again = asyncio.run(listen())
    assert [data["unread"] for event, data in again.events if event != "bye"] == [2, 3, 4]


def test_a_page_that_was_away_too_long_is_told_to_look_for_itself(ben: Member, cookie: str) -> None:
    mine = f"member:{ben.pk}"
    live.publish(mine, "inbox.changed", unread=1)
    long_ago = int((time.time() - 3600) * 1000)

    async def listen() -> Page:
        async with a_hub() as hub:
            page = await open_page(hub, f"c={mine}&since={long_ago}", cookie=cookie)
            await until(lambda: len(page.events) == 2)
            return page

    assert [event for event, _data in asyncio.run(listen()).events][:2] == ["missed", "inbox.changed"]


def test_a_server_that_goes_down_sends_its_pages_away_at_once(ben: Member, cookie: str) -> None:
    async def listen() -> Page:
        async with a_hub() as hub:
            page = await open_page(hub, f"c=member:{ben.pk}", cookie=cookie)
            hub.close_all()
            await until(lambda: page.has_ended, 1)
            assert (await open_page(hub, f"c=member:{ben.pk}", cookie=cookie)).status == 503
            return page

    assert asyncio.run(listen()).events == [("bye", {})]


def test_without_valkey_nothing_fails_and_streams_are_refused_for_a_while(
    ben: Member, cookie: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "REDIS_URL", "unix:///nowhere/valkey.sock?db=0")
    monkeypatch.setattr(live, "_voice", live.Voice())
    began = time.monotonic()
    for _ in range(100):
        live.publish("home", "thread.started", thread=1)
    assert time.monotonic() - began < 1
    assert not live.answers()

    async def listen() -> int:
        hub = Hub()
        await hub.start()
        try:
            return (await open_page(hub, f"c=member:{ben.pk}", cookie=cookie)).status
        finally:
            await hub.stop()

    assert asyncio.run(listen()) == 503


def test_a_page_that_does_not_keep_up_is_closed_instead_of_filling_memory() -> None:
    async def fill() -> bytes | None:
        stream = Stream(Identity(), frozenset({"home"}))
        for number in range(QUEUE_LENGTH + 1):
            stream.offer((number + 1, 0), b"x")
        return await stream.next(1)

    assert asyncio.run(fill()) is None


def test_a_message_that_is_not_committed_is_not_told(ben: Member) -> None:
    from django.db import transaction

    with transaction.atomic():
        live.publish(f"member:{ben.pk}", "inbox.changed", unread=1)
        transaction.set_rollback(True)
    assert redis.Redis.from_url(settings.REDIS_URL).xlen(live.STREAM) == 0


def test_what_is_said_once_is_heard_once_whoever_says_it() -> None:
    news = ("thread:1", "post.created", {"post": 7}), ("space:2", "thread.moved", {"thread": 1})
    for _worker_too in range(2):
        live.publish_once("post.created:7", *news)
    live.publish_once("post.created:8", ("thread:1", "post.created", {"post": 8}))
    kept: Any = redis.Redis.from_url(settings.REDIS_URL, decode_responses=True).xrange(live.STREAM)
    assert [(entry["channel"], entry["ids"]) for _id, entry in kept] == [
        ("thread:1", '{"post":7}'), ("space:2", '{"thread":1}'), ("thread:1", '{"post":8}'),
    ]  # fmt: skip


def test_what_waits_is_told_together_and_what_was_replayed_not_again() -> None:
    async def tell() -> list[bytes | None]:
        stream = Stream(Identity(), frozenset({"home"}))
        stream.after = (2, 0)
        for number in range(1, 5):
            stream.offer((number, 0), b"%d " % number)
        first = await stream.next(1)
        stream.offer((1, 0), b"old")
        return [first, await stream.next(0.01)]

    assert asyncio.run(tell()) == [b"3 4 ", b""]


def test_positions_and_messages_have_one_shape() -> None:
    assert position("1700000000000-3") == (1700000000000, 3)
    assert position("1700000000000") == (1700000000000, 0)
    assert position("yesterday") is None
    assert position("") is None
    assert (
        encode(("1-0", {"channel": "home", "event": "e", "ids": "{}"}))
        == b'id: 1-0\nevent: e\ndata: {"channel":"home"}\n\n'
    )
