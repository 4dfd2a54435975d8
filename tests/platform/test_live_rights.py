"""Who may listen to what, how long, and to how much."""

import asyncio
from datetime import timedelta
from functools import partial

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from config.lib import live
from members.profiles.models import Member
from tests.factories import a_member
from tests.platform.pages import Page, a_hub, elsewhere, open_page, until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("fresh_valkey")]


def session_of(member: Member) -> str:
    """A member's cookies after signing in."""
    client = Client()
    client.force_login(member)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def test_what_may_not_be_heard_is_answered_like_what_does_not_exist(ben: Member, gate: set[int | None]) -> None:
    async def listen() -> list[tuple[int, bytes]]:
        async with a_hub() as hub:
            pages = [await open_page(hub, f"c={channel}") for channel in ("gate:1", "nosuch:1", f"member:{ben.pk}")]
            return [(page.status, page.told) for page in pages]

    answers = asyncio.run(listen())
    assert answers[0][0] == 404
    assert len(set(answers)) == 1


def test_nobody_hears_the_channel_of_another_member(ben: Member, mia: Member, cookie: str) -> None:
    async def listen() -> int:
        async with a_hub() as hub:
            return (await open_page(hub, f"c=member:{mia.pk}", cookie=cookie)).status

    assert asyncio.run(listen()) == 404


def test_one_channel_that_may_not_be_heard_refuses_the_whole_stream(ben: Member, cookie: str, gate: set[int]) -> None:
    async def listen() -> int:
        async with a_hub() as hub:
            return (await open_page(hub, f"c=member:{ben.pk}&c=gate:1", cookie=cookie)).status

    assert asyncio.run(listen()) == 404


def test_the_channels_that_tell_of_rights_are_heard_by_nobody(ben: Member, cookie: str) -> None:
    async def listen() -> int:
        async with a_hub() as hub:
            return (await open_page(hub, f"c=access:{ben.pk}", cookie=cookie)).status

    assert asyncio.run(listen()) == 404


def test_a_suspended_member_is_a_visitor(eve: Member) -> None:
    cookie = session_of(eve)

    async def listen() -> int:
        async with a_hub() as hub:
            return (await open_page(hub, f"c=member:{eve.pk}", cookie=cookie)).status

    assert asyncio.run(listen()) == 404


@pytest.mark.parametrize(
    ("query", "more", "status"),
    [
        ("", {}, 400),
        ("c=<script>", {}, 400),
        ("c=thread:0", {}, 400),
        ("c=thread:99999999999999999999", {}, 400),
        ("&".join(f"c=thread:{n}" for n in range(1, 30)), {}, 400),
        ("c=" + "a" * 3000, {}, 400),
        ("c=home", {"method": "POST"}, 405),
        ("c=home", {"sec_fetch_site": "cross-site"}, 403),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(query: str, more: dict[str, str], status: int) -> None:
    async def listen() -> Page:
        async with a_hub() as hub:
            return await open_page(hub, query, **more)

    page = asyncio.run(listen())
    assert page.status == status
    assert page.told.strip().endswith((b".", b"c=thread:12"))


def test_a_lost_right_closes_the_stream_within_five_seconds(ben: Member, cookie: str, gate: set[int | None]) -> None:
    gate.add(ben.pk)

    async def listen() -> Page:
        async with a_hub() as hub:
            page = await open_page(hub, "c=gate:1", cookie=cookie)
            assert page.status == 200
            gate.clear()
            await elsewhere(partial(live.access_changed, ben.pk))
            await until(lambda: page.has_ended)
            await elsewhere(partial(live.publish, "gate:1", "secret", post=5))
            return page

    assert asyncio.run(listen()).events == [("closed", {"reason": "access"})]


def test_a_change_of_rights_for_all_reaches_visitors_too(gate: set[int | None], db: None) -> None:
    gate.add(None)

    async def listen() -> bool:
        async with a_hub() as hub:
            page = await open_page(hub, "c=gate:1")
            assert page.status == 200
            gate.clear()
            await elsewhere(partial(live.access_changed, None))
            await until(lambda: page.has_ended)
            return page.has_ended

    assert asyncio.run(listen())


def test_losing_the_session_ends_the_stream_though_nobody_tells(ben: Member) -> None:
    losers = {how: a_member() for how in ("suspended", "password", "signed out", "deactivated")}
    cookies = {how: session_of(member) for how, member in losers.items()}
    kept = session_of(ben)

    def lose() -> None:
        later = timezone.now() + timedelta(days=1)
        Member.objects.filter(pk=losers["suspended"].pk).update(suspended_until=later)
        Member.objects.filter(pk=losers["password"].pk).update(password="another")
        Member.objects.filter(pk=losers["deactivated"].pk).update(is_active=False)
        Session.objects.filter(pk=cookies["signed out"].partition("=")[2]).delete()

    async def listen() -> tuple[dict[str, Page], Page]:
        async with a_hub() as hub:
            pages = {
                how: await open_page(hub, f"c=member:{losers[how].pk}", cookie=cookie)
                for how, cookie in cookies.items()
            }
            staying = await open_page(hub, f"c=member:{ben.pk}", cookie=kept)
            assert {page.status for page in (*pages.values(), staying)} == {200}
            await elsewhere(lose)
            await until(lambda: all(page.has_ended for page in pages.values()), 5)
            assert not staying.has_ended
            return pages, staying

    pages, staying = asyncio.run(listen())
    assert {how: page.events[-1][0] for how, page in pages.items()} == dict.fromkeys(losers, "closed")
    assert "closed" not in [name for name, _ in staying.events]


def test_the_seventh_page_of_a_member_waits_until_one_is_closed(ben: Member, cookie: str) -> None:
    async def listen() -> list[int]:
        async with a_hub() as hub:
            pages = [await open_page(hub, f"c=member:{ben.pk}", cookie=cookie) for _ in range(7)]
            await pages[0].close()
            pages.append(await open_page(hub, f"c=member:{ben.pk}", cookie=cookie))
            return [page.status for page in pages]

    assert asyncio.run(listen()) == [200] * 6 + [429, 200]


def test_visitors_of_one_address_share_fifty_pages(gate: set[int | None], db: None) -> None:
    gate.add(None)

    async def listen() -> list[int]:
        async with a_hub() as hub:
            pages = [await open_page(hub, "c=gate:1", address=f"2001:db8::{n}") for n in range(51)]
            pages.append(await open_page(hub, "c=gate:1", address="2001:db8:1::1"))
            return [page.status for page in pages]

    assert asyncio.run(listen()) == [200] * 50 + [429, 200]
