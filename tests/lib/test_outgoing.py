"""The one exit: addresses of every disguise, and hosts that answer in every bad way."""

import json
import time
import tracemalloc
from types import ModuleType
from typing import Any

import pytest

from config.lib.outgoing import Answer, Wish, fetch
from config.lib.public_hosts import Refused, Unreachable, addresses_of, is_public, place
from tests.peers import CASES, hostile, open_to_it, tool

__all__ = ["hostile", "open_to_it", "tool"]

PUBLIC = "93.184.215.14"
PAGE = Wish({"text/html"}, 512 * 1024, cut=True)
# Plain public pages that the public list names as its sources; what such a page leads to is tried further down.
SOURCES = (
    "www.tcpipguide.com", "developer.mozilla.org", "www.blackhat.com", "web.archive.org", "www.root-me.org",
    "302.r3dir.me", "example.com/ssrf.php",
)  # fmt: skip

pytestmark = pytest.mark.skipif(not CASES.exists(), reason="the cases from outside are not on this machine")


def _cases(*, response: bool = False) -> list[dict[str, str]]:
    path = CASES / "ssrf" / "ssrf_urls.json"
    items = json.loads(path.read_text())["items"] if path.exists() else []
    return [item for item in items if (item["class"] == "response") == response]


def _names(host: str, port: int, seconds: float) -> list[str]:
    """What the names of the list lead to; a name that is not on it is an ordinary public host."""
    inside = {"lvh.me", "127.0.0.1.nip.io", "127-0-0-1.sslip.io", "spoofed.burpcollaborator.net", "10.0.0.1.nip.io"}
    return ["127.0.0.1"] if host in inside else [PUBLIC]


def test_no_address_of_the_list_leads_to_a_place_that_is_not_public() -> None:
    wrong = []
    for case in _cases():
        try:
            asked = place(case["url"])
            allowed = is_public(asked.host) or all(map(is_public, _names(asked.host, asked.port, 1)))
        except Refused:
            allowed = False
        expected = case["expect"] == "allowed" or any(source in case["url"] for source in SOURCES)
        if allowed != expected:
            wrong.append((case["url"][:100], case["expect"]))
    assert not wrong


def test_only_unicast_addresses_of_the_internet_are_public() -> None:
    closed = [
        "64:ff9b::808:808",
        "::ffff:8.8.8.8",
        "224.0.0.1",
        "100.64.0.1",
        "2002:808:808::1",
        "fe80::1%1",
        "8.8",
        "",
    ]
    assert not [address for address in closed if is_public(address)]
    assert is_public("8.8.8.8") and is_public("2606:4700:4700::1111")


def test_a_network_of_ones_own_and_other_ports_are_asked_only_where_the_owner_says_so(settings: Any) -> None:
    settings.OUTGOING_OWN_NETWORKS, settings.OUTGOING_PORTS = ["10.1.0.0/16"], [80, 443, 8080]
    assert is_public("10.1.2.3") and not is_public("10.2.2.3")
    assert place("http://wiki.our.club:8080?a=ä#x").url == "http://wiki.our.club:8080/?a=%C3%A4"


def test_a_name_that_nobody_knows_is_said_in_time() -> None:
    with pytest.raises(Unreachable):
        addresses_of("nothing.here.invalid", 80, 3)


# --- a host that means harm --------------------------------------------------------------------------------------


def _ask(path: str, port: int, seconds: float = 5) -> Answer | str:
    try:
        return fetch(f"http://127.0.0.2:{port}{path}", PAGE, seconds=seconds)
    except (Refused, Unreachable) as error:
        return str(error)


@pytest.mark.allow_hosts(["127.0.0.1", "127.0.0.2"])
@pytest.mark.usefixtures("open_to_it")
def test_whatever_a_host_answers_time_and_memory_are_bounded_and_nothing_inside_is_reached(
    hostile: int, tool: ModuleType
) -> None:
    slow = {"/never", "/slowloris-headers", "/slowloris-body", "/redirect-self-slow", "/chunk-bomb"}
    listed = [case["url"].removeprefix("{HOSTILE}") for case in _cases(response=True)]
    more = [
        "/huge",
        "/gzip-bomb",
        "/header-bomb",
        "/redirect-chain/2",
        "/redirect-chain/9",
        "/html-10mb",
        "/refresh-header",
    ]
    tracemalloc.start()
    for path in [*listed, *more, *slow]:
        begun, seconds = time.monotonic(), 0.15 if path in slow else 5
        answer = _ask(path, hostile, seconds)
        assert time.monotonic() - begun < seconds + 1, path
        assert isinstance(answer, str) or len(answer.data) <= PAGE.most, path
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert not tool.HIT
    assert peak < 50 * 1024 * 1024


@pytest.mark.allow_hosts(["127.0.0.1", "127.0.0.2"])
@pytest.mark.usefixtures("open_to_it")
def test_what_was_asked_for_comes_and_what_was_not_is_refused(hostile: int) -> None:
    good = _ask("/good", hostile)
    assert isinstance(good, Answer) and b"Good page" in good.data and good.kind == "text/html"
    assert _ask("/wrong-type", hostile) == "The host answered with another kind of file."
    assert _ask("/redirect-loop", hostile) == "It leads from one address to the next."
    assert _ask("/auth", hostile) == "The host answered 401."
    assert _ask("/webhook-500", hostile) == "The host answered 500."
    with pytest.raises(Refused, match="too large"):
        fetch(f"http://127.0.0.2:{hostile}/title-1mb", Wish({"text/html"}, 1000))


@pytest.mark.allow_hosts(["127.0.0.1", "127.0.0.2"])
@pytest.mark.usefixtures("open_to_it")
def test_a_name_is_asked_once_and_all_it_leads_to_is_checked(hostile: int, tool: ModuleType) -> None:
    asked: list[str] = []

    def rebinding(host: str, port: int, seconds: float) -> list[str]:
        asked.append(host)
        return ["127.0.0.2"] if len(asked) == 1 else ["127.0.0.1"]

    url = f"http://names.our.club:{hostile}/good"
    assert fetch(url, PAGE, resolve=rebinding).data
    assert asked == ["names.our.club"]
    with pytest.raises(Refused, match="not public"):
        fetch(url, PAGE, resolve=lambda *_: ["127.0.0.2", "::1"])
    assert not tool.HIT


def test_the_environment_sends_nobody_through_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with pytest.raises(Refused, match="not public"):
        fetch("http://example.com/", PAGE, resolve=lambda *_: ["10.0.0.1"])
