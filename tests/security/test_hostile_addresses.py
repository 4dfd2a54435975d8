"""Addresses, fields and cookies that no page of ours makes: a sentence for an answer, never a failure."""

import logging
import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.test import Client

from community.bookmarks.keeping import keep
from community.search.saving import save_search
from community.threads.models import Thread
from config.lib import limits
from members.invitations.batches import invite_batch
from members.journeys.models import Journey
from members.journeys.shipped import empty
from members.messages.submitting import submit_first
from members.profiles.models import Member
from tests.factories import a_guide
from tests.house.source import Address, addresses

HOSTILE = ["a\0b", "..", "9" * 30]
NAMES = """
    q page after day part tab to quote title tag tags kind space number level seconds where answer wanted emoji act
    thread draft_key draft_version version reply_to seen last handle role before theme order wiki hide body name
    slug parent key visibility group email accent corners lowered interest help place invitation code
    note when at if_unanswered months sources summary verdict reason address status into hours suggestion same post from
    useful endpoint p256dh auth begins ends votes_each reach retire description tell removed show back what draft sort
    people person answer answer_0 capacity weekday every days landing like on of time why want rest fate typed mode
    level segment step state stage to line do note_id amount doing expecting kit leaning alt upshot expectation link
"""
"""What our forms and addresses ask."""

_ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^/]*\)")

pytestmark = pytest.mark.walks


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Hundreds of refusals are expected."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def owner(olli: Member) -> Client:
    """Who may open everything."""
    client = Client(raise_request_exception=False)
    client.force_login(olli)
    return client


def filled(address: Address, value: str) -> str:
    """The path with every argument filled with the same thing."""
    route = address.route.replace("^", "").replace("$", "").replace("\\", "")
    return "/" + _ARGUMENT.sub(lambda _: quote(value, safe=""), route)


@pytest.mark.parametrize("method", ["get", "post"])
def test_nothing_in_an_address_makes_a_page_fail(owner: Client, method: str) -> None:
    paths = [filled(address, value) for address in addresses() if address.arguments for value in HOSTILE]
    assert not [path for path in paths if getattr(owner, method)(path).status_code >= 500]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("value", ["a\0b²", "9" * 5000])
def test_nothing_in_a_field_makes_a_page_fail(
    owner: Client, olli: Member, mo: Member, thread: Thread, value: str, method: str
) -> None:
    batch = invite_batch(
        ["ana@example.org"], by=olli, name="First", note="", landing="", question="", days=14, group=None
    )
    known = {
        "guide_slug": a_guide(thread.space, by=olli).address,
        "bookmark_id": keep(thread.posts.get(number=1), by=olli).pk,
        "saved_id": save_search(name="rota", query="rota", by=olli).pk,
        "thread_id": thread.pk, "post_id": thread.posts.get(number=1).pk, "space_slug": thread.space.slug,
        "journey_id": Journey.create("Hello", empty(), by=olli).pk, "batch_id": batch.pk,
        "talk_id": submit_first([mo], by=olli, source="Hello").talk_id, "step": 2, "section": "answers",
        "slug": thread.slug, "handle": "olli", "number": 1, "tab": "everything", "kind": "members", "tag": "rota",
    }  # fmt: skip
    given, failed = dict.fromkeys(NAMES.split(), value), []
    for address in addresses():
        if address.name and set(address.arguments) <= set(known) and "signout" not in address.route:
            path = "/" + _ARGUMENT.sub(lambda found: str(known[found[1] or found[2]]), address.route)
            forget_limits()
            failed += [path] if getattr(owner, method)(path, given).status_code >= 500 else []
    assert not failed


def forget_limits() -> None:
    """As if nobody had asked before."""
    cache.clear()
    kept = list(limits._valkey().scan_iter(f"{limits.PREFIX}*"))
    if kept:
        limits._valkey().delete(*kept)


COOKIES = [r'sessionid="\000abcdefgh12345"', "sessionid=" + "x" * 3000, r'csrftoken="\000"', r'messages="\000"']


@pytest.mark.parametrize("cookie", COOKIES, ids=range(len(COOKIES)))
def test_no_cookie_makes_a_page_fail(thread: Thread, cookie: str) -> None:
    visitor = Client(raise_request_exception=False, headers={"Cookie": cookie})
    for path in ("/", "/signin/", thread.get_absolute_url()):
        assert visitor.get(path).status_code == 200


def test_a_far_day_leads_to_one_end_of_the_thread(owner: Client, thread: Thread) -> None:
    for day in ("0001-01-01", "9999-12-31"):
        assert owner.get(f"/t/{thread.pk}/on/", {"day": day}).status_code == 302
