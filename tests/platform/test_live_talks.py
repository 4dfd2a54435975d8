"""A talk is heard by who is in it, and by nobody who was."""

import asyncio
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from members.messages.models import Talk, TalkSeat
from members.messages.submitting import company_of, submit, submit_first
from members.privacy.leaving import leave
from members.privacy.models import Fate
from members.profiles.models import Member
from tests.factories import a_member
from tests.platform.pages import Page, a_hub, elsewhere, open_page, until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("fresh_valkey")]


def session_of(member: Member) -> str:
    """A member's cookies after signing in."""
    client = Client()
    client.force_login(member)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def seat_of(member: Member, talk: Talk) -> TalkSeat:
    """A member's place in a talk."""
    seat: TalkSeat = TalkSeat.objects.select_related("talk", "member").get(talk=talk, member=member)
    return seat


def test_whoever_leaves_declines_or_goes_hears_no_more_and_who_stays_does(ben: Member, mo: Member) -> None:
    leaver, decliner, goer, outsider = (a_member() for _ in range(4))
    talk = submit_first([leaver, decliner, goer], by=ben, source="Hello", name="A few").talk
    seat_of(leaver, talk).accept(by=leaver)
    seat_of(goer, talk).accept(by=goer)
    losing: dict[str, tuple[Member, Callable[[], object]]] = {
        "left": (leaver, lambda: seat_of(leaver, talk).leave(by=leaver)),
        "declined": (decliner, lambda: seat_of(decliner, talk).decline(by=decliner)),
        "account closed": (goer, lambda: leave(goer, by=goer, fate=Fate.KEEP)),
    }
    cookies = {how: session_of(member) for how, (member, _act) in losing.items()}
    kept, never = session_of(ben), [session_of(outsider), session_of(mo), ""]
    channel = f"c=messages:{talk.pk}"

    def lose() -> None:
        for _member, act in losing.values():
            act()

    async def listen() -> tuple[list[int], dict[str, Page], Page]:
        async with a_hub() as hub:
            refused = [(await open_page(hub, channel, cookie=cookie)).status for cookie in never]
            pages = {how: await open_page(hub, channel, cookie=cookie) for how, cookie in cookies.items()}
            staying = await open_page(hub, channel, cookie=kept)
            await elsewhere(lose)
            await until(lambda: all(page.has_ended for page in pages.values()), 5)
            await elsewhere(lambda: submit(company_of(talk, ben), by=ben, source="Only for who is left"))
            await until(lambda: any(name == "line.written" for name, _ids in staying.events))
            return refused, pages, staying

    refused, pages, staying = asyncio.run(listen())
    assert refused == [404, 404, 404]
    assert {how: page.events[-1][0] for how, page in pages.items()} == dict.fromkeys(losing, "closed")
    assert all(set(ids) <= {"channel", "line"} for name, ids in staying.events if name.startswith("line."))
