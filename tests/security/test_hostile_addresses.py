"""Addresses, queries, cookies and headers that no page of ours makes: a sentence for an answer, never a failure."""

import logging
import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import get_resolver

from community.threads.models import Thread
from members.profiles.models import Member
from tests.house.source import Address, addresses

HOSTILE = ["a\0b", "..", "%'\"<x>", "9" * 30, "9" * 5000]
_ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^/]*\)")


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Thousands of refusals are expected."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def filled(address: Address, value: str) -> str:
    """The path with every argument filled with the same thing."""
    route = address.route.replace("^", "").replace("$", "").replace("\\", "")
    return "/" + _ARGUMENT.sub(lambda _: quote(value, safe=""), route)


@pytest.mark.parametrize("method", ["get", "post"])
def test_nothing_in_an_address_makes_a_page_fail(olli: Member, method: str) -> None:
    client = Client()
    client.force_login(olli)
    for address in addresses():
        if address.arguments:
            for value in HOSTILE:
                assert getattr(client, method)(filled(address, value)).status_code < 500


NAMES = [
    "q", "page", "after", "day", "part", "tab", "to", "quote", "title", "tag", "tags", "kind", "space", "number", "level",
    "seconds", "where", "answer", "wanted", "emoji", "act", "thread", "draft_key", "draft_version", "version", "reply_to",
    "seen", "last", "handle", "role", "before", "theme", "order", "wiki", "hide", "body", "name", "slug", "parent", "key",
    "visibility", "group", "email", "accent", "corners", "lowered", "interest", "help", "place", "invitation", "code",
]  # fmt: skip


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("value", [*HOSTILE, "0001-01-01", "9999-12-31", "1e400", "²", "٣", "[]", "{" * 2000])
def test_nothing_in_a_field_makes_a_page_fail(olli: Member, thread: Thread, value: str, method: str) -> None:
    from config.lib import limits

    client = Client()
    client.force_login(olli)
    given = {name: value for name in NAMES}
    known = {"thread_id": thread.pk, "post_id": thread.posts.get(number=1).pk, "space_slug": thread.space.slug,
             "slug": thread.slug, "handle": "olli", "number": 1, "tab": "everything", "kind": "members", "tag": "rota"}  # fmt: skip
    for address in addresses():
        if not set(address.arguments) <= set(known) or not address.name or "signout" in address.route:
            continue
        path = "/" + _ARGUMENT.sub(lambda found: str(known[found[1] or found[2]]), address.route)
        for key in limits._valkey().scan_iter(f"{limits.PREFIX}*"):
            limits._valkey().delete(key)
        assert getattr(client, method)(path, given).status_code < 500, path


@pytest.mark.parametrize("cookie", ['sessionid="\\000abcdefgh12345"', "sessionid=" + "x" * 3000, 'sessionid="\\377\\376abcdefgh"',
    'csrftoken="\\000"', 'messages="\\000"; django_language="\\000"', "sessionid=ééééééééééé"])  # fmt: skip
def test_no_cookie_makes_a_page_fail(thread: Thread, cookie: str) -> None:
    for path in ("/", "/signin/", thread.get_absolute_url()):
        assert Client(headers={"Cookie": cookie}).get(path).status_code < 500


@pytest.mark.parametrize("name", ["Accept-Language", "If-None-Match", "If-Modified-Since", "Referer", "HX-Request",
    "HX-Target", "HX-Current-URL", "X-Forwarded-For", "X-Forwarded-Host", "X-Request-Id", "Accept", "User-Agent", "Range"])  # fmt: skip
def test_no_header_makes_a_page_fail(olli: Member, thread: Thread, name: str) -> None:
    client = Client()
    client.force_login(olli)
    for value in ("\0", "é" * 3000, "http://[", "9" * 5000, "%%", "W/\"", "//evil.example"):
        for path in ("/", "/feeds/latest.atom", thread.get_absolute_url(), "/uploads/", "/sw.js"):
            assert client.get(path, headers={name: value}).status_code < 500
        assert client.post(f"/follow/thread/{thread.pk}/", {"level": "replies"}, headers={name: value}).status_code < 500
    assert get_resolver()
