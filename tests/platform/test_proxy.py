"""Through the real Caddy, with the file that owners get: who asks is known, and nobody can pretend."""

import http.client
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.conf import settings
from django.test import Client

from config.lib.limits import PREFIX, SEARCH_VISITOR, _valkey
from members.profiles.models import Member
from tests.platform.conftest import wait_until
from tests.platform.front import Server, ask_through, caddy, has_caddy, secured

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(not has_caddy(), reason="caddy is not installed here (bin/image-check installs it)"),
]


class Front(NamedTuple):
    folder: Path
    port: int
    pages: Server
    live: Server


@pytest.fixture
def front(transactional_db: None, olli: Any, tmp_path: Path) -> Iterator[Front]:
    pages, live = Server(tmp_path, "config.pages"), Server(tmp_path, "config.web")
    try:
        with caddy(tmp_path, pages.port, live.port) as port:
            yield Front(tmp_path, port, pages, live)
    finally:
        pages.end()
        live.end()


def test_what_a_visitor_claims_about_the_address_is_thrown_away(front: Front) -> None:
    for key in _valkey().scan_iter(f"{PREFIX}{SEARCH_VISITOR.name}:*"):
        _valkey().delete(key)

    def search(number: int) -> int:
        lie = f"203.0.113.{number}"
        told = {"X_Forwarded_For": lie, "X_Real_IP": lie, "Forwarded": f"for={lie}", "X_Client_IP": lie}
        return int(ask_through(front.folder, front.port, "/search/?q=word", Host="localhost", **told)[0])

    with ThreadPoolExecutor(4) as many:
        answers = list(many.map(search, range(SEARCH_VISITOR.max + 10)))
    assert (answers.count(200), answers.count(429)) == (SEARCH_VISITOR.max, 10), answers


def test_tls_hsts_and_two_kinds_of_http(front: Front) -> None:
    status, headers, _ = ask_through(front.folder, front.port, "/signin/", Host="localhost")
    assert status == 200
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert not {"Server", "Via"} & set(headers)
    assert secured(front.folder, front.port, protocols=("h2",)).selected_alpn_protocol() == "h2"


def test_a_body_that_is_far_too_large_ends_at_the_proxy(front: Front) -> None:
    body = b"x" * (settings.UPLOAD_LIMIT_BYTES + 5_000_000)
    try:
        status = ask_through(front.folder, front.port, "/signin/", method="POST", body=body, Host="localhost")[0]
    except (ConnectionError, OSError):
        return  # refused while it was still being sent
    assert status == 413


def test_streams_come_through_at_once_and_end_politely(front: Front) -> None:
    client, olli = Client(), Member.objects.get()
    client.force_login(olli)
    stream = secured(front.folder, front.port)
    stream.settimeout(30)
    cookie = f"Cookie: {settings.SESSION_COOKIE_NAME}={client.session.session_key}\r\n"
    stream.sendall(f"GET /live/?c=member:{olli.pk} HTTP/1.1\r\nHost: localhost\r\n{cookie}\r\n".encode())
    told = b""
    while b"retry:" not in told:
        part = stream.recv(4096)
        assert part, told
        told += part
    front.live.process.terminate()
    while b"event: bye" not in told and (part := stream.recv(4096)):
        told += part
    assert told.startswith(b"HTTP/1.1 200") and b"event: bye" in told


def test_visitors_are_asked_to_come_back_when_no_server_answers(front: Front) -> None:
    front.pages.end()
    status, headers, body = ask_through(front.folder, front.port, "/", Host="localhost")
    assert (status, headers["Retry-After"]) == (503, "30")
    assert b"Back in a moment" in body


def test_slow_senders_hold_no_thread(front: Front) -> None:
    """More of them than there are threads; each has sent its head and a byte of what it promised."""
    slow = [secured(front.folder, front.port) for _ in range(12)]
    for sender in slow:
        lines = ["POST /signin/ HTTP/1.1", "Host: localhost", "Content-Type: application/x-www-form-urlencoded"]
        sender.sendall("\r\n".join([*lines, "Content-Length: 1000", "", "x"]).encode())
    wait_until(lambda: ask_through(front.folder, front.port, "/healthz", Host="localhost")[0] == 200, 10)
    connection = http.client.HTTPConnection("127.0.0.1", front.pages.port, timeout=10)
    connection.request("GET", "/healthz")
    assert connection.getresponse().status == 200
    for sender in slow:
        sender.close()
