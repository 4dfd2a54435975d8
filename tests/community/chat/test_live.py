"""Open pages hear of each line once; who may not see the room hears nothing."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import redis
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import connections
from django.test import Client
from django.utils import timezone

from community.chat.models import ChatLine, ChatRoom
from community.chat.opening import open_room
from community.chat.submitting import submit_line
from config.lib import live
from config.lib.live import may_listen
from members.activity.models import Activity
from members.profiles.models import Member
from tests.factories import a_member, a_space
from tests.platform.pages import a_hub, elsewhere, open_page, until

SENDERS, PAGES = 50, 20


@pytest.fixture
def fresh_stream() -> Iterator[None]:
    connection = redis.Redis.from_url(settings.REDIS_URL)
    connection.delete(live.STREAM, *connection.scan_iter("talkoot:live:*"))
    yield
    connection.close()


def heard(page: Any) -> list[int]:
    """The lines a page was told of, in the order it was told."""
    return [ids["line"] for event, ids in page.events if event == "line.written"]


@pytest.mark.django_db
def test_only_who_sees_the_space_hears_the_room(
    room: ChatRoom, back_room: ChatRoom, ben: Member, nia: Member, mo: Member, eve: Member, visitor: AnonymousUser
) -> None:
    for outsider in (nia, mo, eve, visitor):
        assert not may_listen(outsider, f"chat:{back_room.pk}")
        assert may_listen(outsider, f"chat:{room.pk}")
    assert may_listen(ben, f"chat:{back_room.pk}")
    for channel in ("chat:999999", "chat"):
        assert not may_listen(ben, channel)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("fresh_stream")
def test_50_people_write_at_once_and_each_open_page_hears_each_line_once(mo: Member) -> None:
    room = open_room(a_space("Market square"), by=mo, subject="Everybody at once")
    old = timezone.now() - timedelta(days=90)
    people = [a_member(joined_at=old) for _ in range(SENDERS)]

    def speak(member: Member) -> None:
        try:
            # Pressed twice: the second copy is the same line.
            for _copy in range(2):
                submit_line(room, by=member, source=f"{member.handle} says hello", key=f"key-{member.pk}")
        finally:
            connections.close_all()

    def all_speak() -> None:
        with ThreadPoolExecutor(SENDERS // 2) as crowd:
            list(crowd.map(speak, people))

    async def listen() -> list[list[int]]:
        async with a_hub() as hub:
            pages = [await open_page(hub, f"c=chat:{room.pk}", address=f"192.0.2.{n}") for n in range(PAGES)]
            await elsewhere(all_speak)
            await until(lambda: all(len(heard(page)) >= SENDERS for page in pages), 30)
            await asyncio.sleep(0.2)  # whatever comes twice has come by then
            return [heard(page) for page in pages]

    told = asyncio.run(listen())
    ids = list(ChatLine.objects.filter(room=room).order_by("pk").values_list("pk", flat=True))
    sources = list(ChatLine.objects.filter(room=room).values_list("source", flat=True))
    assert len(ids) == len(set(sources)) == SENDERS
    assert Activity.objects.filter(verb="line.written").count() == SENDERS
    assert all(sorted(lines) == ids for lines in told)
    # Ids follow the order of writing, so that a page that has one line never misses an earlier one.
    by_time = ChatLine.objects.filter(room=room).order_by("created_at", "pk").values_list("pk", flat=True)
    assert list(by_time) == ids


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("fresh_stream")
def test_pages_hear_of_changes_and_of_what_the_team_does(
    room: ChatRoom, ben: Member, mo: Member, delivered: Any
) -> None:
    line = room.write(by=ben, source="At ten")
    delivered()

    def change() -> None:
        line.edit(by=ben, source="At eleven")
        line.hide(by=mo)
        delivered()
        connections.close_all()

    async def listen() -> list[tuple[str, int]]:
        async with a_hub() as hub:
            page = await open_page(hub, f"c=chat:{room.pk}")
            await elsewhere(change)
            await until(lambda: len(page.events) >= 2)
            return [(event, ids["line"]) for event, ids in page.events]

    assert asyncio.run(listen()) == [("line.changed", line.pk)] * 2


@pytest.mark.django_db(transaction=True)
def test_a_page_that_asks_since_a_line_never_misses_one_that_was_being_written(room: ChatRoom, ben: Member) -> None:
    """Writers wait for each other, so ids become visible in their order."""
    seen: list[list[int]] = []

    def speak(number: int) -> None:
        try:
            room.write(by=ben, source=f"Line {number}")
            seen.append(sorted(ChatLine.objects.filter(room=room).values_list("pk", flat=True)))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as crowd:
        list(crowd.map(speak, range(24)))
    final = sorted(ChatLine.objects.filter(room=room).values_list("pk", flat=True))
    assert len(final) == 24
    assert all(view == final[: len(view)] for view in seen)
    assert Client().get(f"{room.get_absolute_url()}since/{final[20]}/").content.decode().count('data-line="') == 3
