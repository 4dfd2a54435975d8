"""Parts of pages for those who hear a channel: who may not have them, and that nobody gets an old one."""

import asyncio
import gzip
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone, translation

from config.lib import live
from config.lib.parts import _draws, address_of
from config.lib.parts import part as register
from config.live.fetching import part
from config.live.hub import Hub
from members.profiles.models import Member
from programs.amas.answering import say, take
from programs.amas.asking import ask
from programs.amas.models import AmaPlan
from programs.series.occurrences import Occurrence
from tests.factories import a_group, a_member, a_space
from tests.platform.pages import a_hub, elsewhere, open_page, until
from tests.platform.test_live_rights import session_of
from tests.programs.planned import a_program

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("fresh_valkey")]
ASKED = "c=gate:1&p=words&l=en&z=Europe/Helsinki"


class Drawing:
    """A part of `gate` that counts how often it was drawn."""

    def __init__(self) -> None:
        self.times, self.seconds = 0, 0.0
        self.words: str | None = "Words"

    def __call__(self, number: int, name: str) -> str | None:
        self.times += 1
        time.sleep(self.seconds)
        return f"{self.words} {name} {number}" if self.words else None


@pytest.fixture
def drawing(gate: set[int | None]) -> Iterator[Drawing]:
    """What draws it."""
    gate.add(None)
    register("gate")(found := Drawing())
    yield found
    del _draws["gate"]


async def fetch(hub: Hub, query: str, *, method: str = "GET", **headers: str) -> tuple[int, bytes]:
    """Status and body of one request."""
    told: list[Any] = []

    async def send(message: Any) -> None:
        told.append(message)

    pairs = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": method, "query_string": query.encode(), "headers": pairs}
    await part(hub, scope, send)
    return told[0]["status"], told[1]["body"]


def test_only_who_holds_a_stream_with_the_channel_is_answered(
    drawing: Drawing, cookie: str, ben: Member, gate: set[int | None]
) -> None:
    gate ^= {None, ben.pk}

    async def ask_for() -> list[int]:
        async with a_hub() as hub:
            before = await fetch(hub, ASKED, cookie=cookie)
            page = await open_page(hub, "c=gate:1", cookie=cookie)
            own, other = await fetch(hub, ASKED, cookie=cookie), await fetch(hub, ASKED)
            elsewhere_too = await fetch(hub, ASKED.replace("gate:1", "gate:2"), cookie=cookie)
            abroad = await fetch(hub, ASKED, cookie=cookie, sec_fetch_site="cross-site")
            posted = await fetch(hub, ASKED, cookie=cookie, method="POST")
            await page.close()
            after = await fetch(hub, ASKED, cookie=cookie)
            assert own[1] == b"Words words 1"
            return [one[0] for one in (before, own, other, elsewhere_too, abroad, posted, after)]

    assert asyncio.run(ask_for()) == [404, 200, 404, 404, 404, 404, 404]


def test_whose_rights_end_is_answered_no_more(ben: Member, cookie: str, drawing: Drawing, gate: set[int]) -> None:
    async def ask_for() -> tuple[int, int]:
        async with a_hub() as hub:
            gate.add(ben.pk)
            page = await open_page(hub, "c=gate:1", cookie=cookie)
            before, _ = await fetch(hub, ASKED, cookie=cookie)
            gate.clear()
            await elsewhere(lambda: live.access_changed(ben.pk))
            await until(lambda: page.has_ended)
            after, _ = await fetch(hub, ASKED, cookie=cookie)
            return before, after

    assert asyncio.run(ask_for()) == (200, 404)


@pytest.mark.parametrize(
    "query",
    ["", "c=gate:1", ASKED.replace("l=en", "l=xx"), ASKED.replace("Europe/Helsinki", "../../etc/passwd"),
     ASKED.replace("Europe/Helsinki", "Europe/Nowhere"),
     ASKED.replace("gate:1", "thread:1"), ASKED.replace("gate:1", "nosuch:1"), ASKED + "&x=" + "x" * 600],
)  # fmt: skip
def test_what_makes_no_sense_is_not_there(drawing: Drawing, query: str) -> None:
    async def ask_for() -> int:
        async with a_hub() as hub:
            await open_page(hub, "c=gate:1")
            return (await fetch(hub, query))[0]

    assert asyncio.run(ask_for()) == 404
    assert drawing.times == 0


def test_of_many_who_ask_at_once_one_draws_and_a_message_lets_it_be_drawn_anew(drawing: Drawing) -> None:
    drawing.seconds = 0.1

    async def ask_for() -> list[int]:
        async with a_hub() as hub:
            page = await open_page(hub, "c=gate:1")
            times = []
            await asyncio.gather(*(fetch(hub, ASKED) for _ in range(50)))
            times.append(drawing.times)
            await elsewhere(lambda: live.publish("gate:1", "ama.changed", question=1))
            await until(lambda: bool(page.events))
            await asyncio.gather(*(fetch(hub, f"{ASKED}&at={page.last_id}") for _ in range(50)))
            times.append(drawing.times)
            return times

    assert asyncio.run(ask_for()) == [1, 2]


def test_a_page_that_was_told_by_a_process_ahead_of_this_one_gets_nothing_old(drawing: Drawing) -> None:
    async def ask_for() -> tuple[bytes, bytes, int]:
        async with a_hub() as hub:
            await open_page(hub, "c=gate:1")
            await fetch(hub, ASKED)
            drawing.words = "Other words"
            ahead = f"{int(time.time() * 1000)}-0"  # this process has not read the message yet
            kept, new = await fetch(hub, ASKED), await fetch(hub, f"{ASKED}&at={ahead}")
            await fetch(hub, f"{ASKED}&at={ahead}")
            return kept[1], new[1], drawing.times

    assert asyncio.run(ask_for()) == (b"Words words 1", b"Other words words 1", 2)


def test_what_is_not_there_any_more_is_asked_again_and_not_kept(drawing: Drawing) -> None:
    async def ask_for() -> list[int]:
        async with a_hub() as hub:
            await open_page(hub, "c=gate:1")
            drawing.words = None
            missing = (await fetch(hub, ASKED))[0]
            drawing.words = "Words"
            return [missing, (await fetch(hub, ASKED))[0]]

    assert asyncio.run(ask_for()) == [404, 200]


def test_the_part_of_an_ama_in_a_private_space_is_for_those_inside(ben: Member, mia: Member, nia: Member) -> None:
    group = a_group(ben, mia)
    program = a_program(mia, format="ama", rule="", space=a_space("Back room", group=group))
    AmaPlan.objects.create(program=program, guest_name="A guest")
    now = timezone.now()
    Occurrence.objects.filter(program=program).update(starts_at=now, opened_at=now)
    occurrence = program.occurrences.get()
    question = ask(occurrence, by=ben, words="How do you decide what not to plan?", anonymous=True)
    take(question, by=mia)
    say(question, by=mia, source="By a list on the wall.")
    with translation.override("fi"), timezone.override("Pacific/Auckland"):
        query = address_of(f"ama:{occurrence.pk}", "q1").partition("?")[2]
    inside, outside = session_of(ben), session_of(nia)

    async def ask_for() -> list[tuple[int, bytes]]:
        async with a_hub() as hub:
            channel = f"c=ama:{occurrence.pk}"
            await open_page(hub, channel, cookie=inside)
            await open_page(hub, channel, cookie=outside)
            await open_page(hub, channel)
            told = [await fetch(hub, query, cookie=one) for one in (outside, inside)]
            told.append(await fetch(hub, query))
            packed = await fetch(hub, query, cookie=inside, accept_encoding="gzip")
            gone = await fetch(hub, query.replace("q1", "q9"), cookie=inside)
            assert gone[0] == 404
            return [*told, (packed[0], gzip.decompress(packed[1]))]

    (refused, _), (status, body), (visitor, _), (_, packed) = asyncio.run(ask_for())
    assert (refused, status, visitor) == (404, 200, 404)
    assert packed == body and "By a list on the wall." in body.decode()
    assert "Ben" not in body.decode() and "Mine" not in body.decode()


def test_two_streams_of_a_browser_are_counted_each(drawing: Drawing, ben: Member) -> None:
    other = session_of(a_member("Somebody else"))

    async def ask_for() -> list[int]:
        async with a_hub() as hub:
            one, two = await open_page(hub, "c=gate:1"), await open_page(hub, "c=gate:1")
            await one.close()
            still = (await fetch(hub, ASKED))[0]
            await two.close()
            return [still, (await fetch(hub, ASKED))[0], (await fetch(hub, ASKED, cookie=other))[0]]

    assert asyncio.run(ask_for()) == [200, 404, 404]
