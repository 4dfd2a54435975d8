"""Bodies that are too large, too many-parted or too slow, sent to the running server."""

import asyncio
import json
import select
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from config.bridge import Bridge
from tests.platform.conftest import Dev, wait_until

PROMPT_SECONDS = 0.2
MOST_GROWTH_MB = 60
FORM = "application/x-www-form-urlencoded"
FILES = "multipart/form-data; boundary=x"


class Sender:
    """One connection that says what it likes."""

    def __init__(self, port: int, *headers: str) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=20)
        self.said = b""
        head = ["POST /signin/ HTTP/1.1", "Host: localhost", *headers, "", ""]
        self.socket.sendall("\r\n".join(head).encode())

    def send(self, part: bytes) -> None:
        self.socket.sendall(part)

    def chunk(self, part: bytes) -> None:
        self.send(b"%x\r\n%s\r\n" % (len(part), part))

    def answer(self) -> tuple[int, str]:
        """Status and page, read until the announced length is here."""
        while b"\r\n\r\n" not in self.said:
            self._more()
        head, _, page = self.said.partition(b"\r\n\r\n")
        length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
        while len(page) < length:
            page += self._more()
        return int(head.split()[1]), page.decode()

    def _more(self) -> bytes:
        part = self.socket.recv(65536)
        assert part, "The connection ended without an answer."
        self.said += part
        return part


def memory_mb(dev: Dev) -> int:
    """What the two web processes hold."""
    pages = [int(Path(f"/proc/{dev.child(name)}/statm").read_text().split()[1]) for name in ("web-1", "web-2")]
    return sum(pages) * 4096 // 1_000_000


def answered_within(sender: Sender, seconds: float) -> tuple[int, str]:
    """The answer; fails if it takes longer."""
    began = time.monotonic()
    answer = sender.answer()
    assert time.monotonic() - began < seconds
    return answer


def test_fifty_megabytes_are_refused_before_they_are_sent(dev: Dev) -> None:
    for kind in (FILES, FORM, "application/json"):
        status, page = answered_within(Sender(dev.port, f"Content-Type: {kind}", "Content-Length: 50000000"), 1)
        assert status == 413
        assert "This is larger than the server takes" in page and "10 MB" in page


def test_who_sends_all_of_it_nevertheless_still_reads_the_page_and_costs_no_memory(dev: Dev) -> None:
    dev.get("/signin/")
    before = memory_mb(dev)
    sender = Sender(dev.port, f"Content-Type: {FILES}", "Content-Length: 50000000")
    for _ in range(50):
        sender.send(b"x" * 1_000_000)
    assert sender.answer()[0] == 413
    assert memory_mb(dev) - before < MOST_GROWTH_MB


@pytest.mark.parametrize(("kind", "limit_mb"), [(FILES, 12.5), (FORM, 2), ("application/json", 2)])
def test_a_body_that_does_not_say_its_size_is_refused_where_the_limit_is_passed(
    dev: Dev, kind: str, limit_mb: float
) -> None:
    before = memory_mb(dev)
    sender = Sender(dev.port, f"Content-Type: {kind}", "Transfer-Encoding: chunked")
    for _ in range(int(limit_mb) + 1):
        sender.chunk(b"x" * 1_000_000)
    assert answered_within(sender, 1)[0] == 413
    assert memory_mb(dev) - before < MOST_GROWTH_MB


def test_ten_megabytes_of_json_are_refused(dev: Dev) -> None:
    text = json.dumps([{"a": "b" * 90}] * 100_000).encode()
    sender = Sender(dev.port, "Content-Type: application/json", f"Content-Length: {len(text)}")
    assert answered_within(sender, 1)[0] == 413


@pytest.mark.parametrize("kind", [FORM, FILES])
def test_a_hundred_thousand_fields_are_refused_with_a_page(dev: Dev, kind: str) -> None:
    dev.shell(f"from tests.factories import a_member; a_member({kind[:5]!r}, role='owner')")  # no first steps any more
    before = memory_mb(dev)
    if kind == FORM:
        body = "&".join(f"f{n}=1" for n in range(100_000)).encode()
    else:
        part = '--x\r\nContent-Disposition: form-data; name="f{}"\r\n\r\n1\r\n'
        body = ("".join(part.format(n) for n in range(100_000)) + "--x--\r\n").encode()
    sender = Sender(dev.port, f"Content-Type: {kind}", f"Content-Length: {len(body)}")
    sender.send(body)
    status, page = answered_within(sender, 2)
    assert status in (400, 413)
    assert "data-problem" in page and "Nothing was changed" in page
    assert memory_mb(dev) - before < MOST_GROWTH_MB


def test_pages_are_served_while_slow_senders_hold_their_connections(dev: Dev) -> None:
    slow = [Sender(dev.port, f"Content-Type: {FORM}", "Content-Length: 1000") for _ in range(50)]
    for sender in slow:
        sender.send(b"a")
    began = time.monotonic()
    assert dev.get("/healthz")[0] == 200
    assert time.monotonic() - began < 2
    for sender in slow:
        sender.socket.close()


@pytest.fixture(scope="module")
def impatient() -> Iterator[int]:
    """The same bridge on the same server, which waits half a second instead of twenty; its port."""
    bridge = Bridge(
        lambda environ, start: [],
        threads=1,
        body_limit_bytes=1000,
        form_limit_bytes=1000,
        refusal=lambda status: f"refused {status}".encode(),
        quiet_seconds=0.5,
    )
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(bridge, log_config=None, lifespan="off", http="httptools"))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve([listener])), daemon=True)
    thread.start()
    wait_until(lambda: server.started)
    yield listener.getsockname()[1]
    server.should_exit = True
    thread.join(10)


def test_a_sender_that_falls_silent_is_told_so(impatient: int) -> None:
    sender = Sender(impatient, f"Content-Type: {FORM}", "Content-Length: 1000")
    sender.send(b"a")
    assert answered_within(sender, 0.5 + PROMPT_SECONDS + 1) == (408, "refused 408")


def test_a_sender_that_drips_is_told_so(impatient: int) -> None:
    sender = Sender(impatient, f"Content-Type: {FORM}", "Content-Length: 1000")
    began = time.monotonic()
    while not select.select([sender.socket], [], [], 0.1)[0]:
        sender.send(b"a")
    assert sender.answer()[0] == 408
    assert time.monotonic() - began < 3
