"""Pages from gunicorn and streams from uvicorn, as they run behind a proxy: whom they believe, and how they end."""

import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from config.lib.limits import PREFIX, SEARCH_VISITOR, _valkey
from config.proxies import Believing
from tests.platform.conftest import wait_until
from tests.platform.front import Server

pytestmark = pytest.mark.faults
STRANGER = "127.0.0.2"


@pytest.fixture
def pages(transactional_db: None, olli: Any, tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path, "config.pages")
    yield server
    server.end()


def believed(proxies: str, sender: str, **told: str) -> tuple[str, str]:
    """Address and scheme that an application sees."""
    seen: dict[str, Any] = {}

    def application(environ: dict[str, Any], _start: object) -> list[bytes]:
        seen.update(environ)
        return []

    environ = {"REMOTE_ADDR": sender, "wsgi.url_scheme": "http"}
    Believing(application, proxies)(environ | {f"HTTP_{name.upper()}": value for name, value in told.items()}, print)
    assert not [name for name in seen if "FORWARDED" in name or "REAL_IP" in name]
    return seen["REMOTE_ADDR"], seen["wsgi.url_scheme"]


@pytest.mark.parametrize(
    ("proxies", "sender", "chain", "seen"),
    [
        ("", "192.0.2.1", "203.0.113.5", "192.0.2.1"),
        ("10.0.0.2", "192.0.2.1", "203.0.113.5", "192.0.2.1"),
        ("10.0.0.2", "10.0.0.2", "203.0.113.5", "203.0.113.5"),
        ("10.0.0.2", "10.0.0.2", "198.51.100.66, 203.0.113.5", "203.0.113.5"),
        ("10.0.0.0/24, 172.16.0.9", "10.0.0.2", "1.2.3.4, 203.0.113.5, 172.16.0.9", "203.0.113.5"),
        ("10.0.0.2", "10.0.0.2", "203.0.113.5, nonsense", "10.0.0.2"),
        ("10.0.0.2", "10.0.0.2", "", "10.0.0.2"),
        ("10.0.0.2", "10.0.0.2", "203.0.113.5:4711", "203.0.113.5"),
        ("10.0.0.2", "10.0.0.2", "[2001:db8::5]:4711", "2001:db8::5"),
        ("10.0.0.2", "::ffff:10.0.0.2", "2001:db8::5", "2001:db8::5"),
        ("10.0.0.2", "10.0.0.2", "10.0.0.2, 10.0.0.2", "10.0.0.2"),
    ],
)
def test_only_what_a_known_proxy_adds_is_believed(proxies: str, sender: str, chain: str, seen: str) -> None:
    assert believed(proxies, sender, x_forwarded_for=chain)[0] == seen


def test_the_scheme_is_believed_from_a_proxy_alone() -> None:
    assert believed("10.0.0.2", "10.0.0.2", x_forwarded_proto="https")[1] == "https"
    assert believed("10.0.0.2", "10.0.0.2", x_forwarded_proto="javascript")[1] == "http"
    assert believed("10.0.0.2", "192.0.2.1", x_forwarded_proto="https")[1] == "http"


def test_pages_answer_the_proxy_and_send_others_to_tls(pages: Server) -> None:
    status, headers, body = pages.ask("/signin/", X_Forwarded_Proto="https")
    assert status in (200, 302), body[:500]
    assert headers["Strict-Transport-Security"].startswith("max-age=31536000")
    status, headers, _ = pages.ask("/signin/", source=STRANGER, X_Forwarded_Proto="https")
    assert (status, headers["Location"]) == (301, "https://localhost/signin/")


def test_machines_that_watch_need_neither_tls_nor_the_name(pages: Server) -> None:
    assert pages.ask("/healthz", source=STRANGER, Host="10.1.2.3:8000")[::2] == (200, b"ok\n")
    assert pages.ask("/readyz", source=STRANGER, Host="web-2")[0] == 200
    assert pages.ask("/signin/", X_Forwarded_Proto="https", Host="evil.example")[0] == 400


def test_a_forged_address_does_not_dodge_a_limit(pages: Server) -> None:
    for key in _valkey().scan_iter(f"{PREFIX}{SEARCH_VISITOR.name}:*"):
        _valkey().delete(key)

    def search(number: int) -> int:
        # The first is what the sender claims, the second is what the proxy adds.
        chain = f"203.0.113.{number}, 198.51.100.7"
        told = {"X_Forwarded_For": chain, "X_Real_IP": f"203.0.113.{number}", "Forwarded": f"for=203.0.113.{number}"}
        return int(pages.ask("/search/?q=word", X_Forwarded_Proto="https", **told)[0])

    with ThreadPoolExecutor(4) as many:
        answers = list(many.map(search, range(SEARCH_VISITOR.max + 20)))
    assert answers.count(429) == 20, answers
    assert answers.count(200) == SEARCH_VISITOR.max


def test_a_body_that_is_far_too_large_is_refused_before_it_is_read(pages: Server) -> None:
    with socket.create_connection(("127.0.0.1", pages.port), timeout=20) as sender:
        lines = ["POST /signin/ HTTP/1.1", "Host: localhost", "X-Forwarded-Proto: https", "Content-Length: 900000000"]
        sender.sendall("\r\n".join([*lines, "Content-Type: multipart/form-data; boundary=x", "", ""]).encode())
        assert sender.recv(4096).startswith(b"HTTP/1.1 413")


def test_a_request_that_has_begun_is_finished_and_new_ones_are_not_taken(pages: Server) -> None:
    pages.ask("/signin/", X_Forwarded_Proto="https")
    answers: list[Any] = []
    slow = threading.Thread(target=lambda: answers.append(pages.ask("/readyz")))
    with connection.cursor() as cursor:
        cursor.execute("BEGIN; LOCK TABLE members_receipt, members_activity IN ACCESS EXCLUSIVE MODE")
        slow.start()
        wait_until(lambda: _waiting(cursor), 20)
        ending = threading.Thread(target=pages.end)
        ending.start()
        time.sleep(1.5)
        assert pages.process.poll() is None and not answers
        with pytest.raises(OSError):
            pages.ask("/healthz")
        cursor.execute("COMMIT")
    slow.join(20)
    ending.join(40)
    assert answers[0][0] == 200
    assert pages.process.returncode == 0


def _waiting(cursor: Any) -> bool:
    cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
    return bool(cursor.fetchone()[0])


def test_streams_are_told_that_the_server_goes_and_then_it_is_gone(
    transactional_db: None, olli: Any, tmp_path: Path
) -> None:
    server, client = Server(tmp_path, "config.web"), Client()
    client.force_login(olli)
    cookie = f"Cookie: {settings.SESSION_COOKIE_NAME}={client.session.session_key}\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as stream:
        stream.sendall(f"GET /live/?c=member:{olli.pk} HTTP/1.1\r\nHost: localhost\r\n{cookie}\r\n".encode())
        told = stream.recv(4096)
        while b"retry:" not in told:
            assert told.startswith(b"HTTP/1.1 200"), told
            told += stream.recv(4096)
        took = server.end()
        while part := stream.recv(4096):
            told += part
    assert b"event: bye" in told
    assert took < 6
    assert server.process.returncode == 0
