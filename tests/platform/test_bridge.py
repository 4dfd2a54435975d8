"""From the event loop to Django and back: bodies, streams, headers."""

import asyncio
import threading
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from config.bridge import Bridge

LIMIT, FORM_LIMIT = 3_000_000, 1_000_000
FILES = (b"content-type", b"multipart/form-data; boundary=x")


def ask(
    application: Any, *parts: bytes, headers: tuple[tuple[bytes, bytes], ...] = (), cut: bool = False
) -> tuple[int, dict[bytes, bytes], list[bytes]]:
    """Send one request with a body in parts; status, headers and parts of the answer (status 0: none)."""
    sent: list[Any] = []
    waiting: list[Any] = [
        {"type": "http.request", "body": part, "more_body": cut or number < len(parts) - 1}
        for number, part in enumerate(parts or (b"",))
    ]
    waiting.append({"type": "http.disconnect"})

    async def receive() -> Any:
        return waiting.pop(0)

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/söpö/",
        "query_string": b"a=1",
        "http_version": "1.1",
        "scheme": "https",
        "server": ("forum.example.org", 443),
        "client": ("192.0.2.9", 1234),
        "headers": list(headers),
    }
    bridge = Bridge(
        application,
        threads=2,
        body_limit_bytes=LIMIT,
        form_limit_bytes=FORM_LIMIT,
        refusal=lambda status: f"refused {status}".encode(),
    )
    asyncio.run(bridge(scope, receive, send))
    if not sent:
        return 0, {}, []
    return sent[0]["status"], dict(sent[0]["headers"]), [message["body"] for message in sent[1:]]


def echo(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """An application that answers with the body it got."""
    start("200 OK", [("Content-Type", "text/plain")])
    return [environ["wsgi.input"].read()]


def test_a_body_cut_off_half_way_never_reaches_a_view() -> None:
    def never(environ: Any, start: Any) -> Any:
        pytest.fail("A view was given half a body.")

    assert ask(never, b"title=Half a thr", cut=True)[0] == 0


@pytest.mark.parametrize("announced", [(), ((b"content-length", b"9000000"),), ((b"content-length", b"9" * 5000),)])
def test_a_body_larger_than_the_limit_is_refused_announced_or_not(announced: tuple[tuple[bytes, bytes], ...]) -> None:
    for headers, size in (((FILES, *announced), 4), (announced, 2)):
        status, answered, parts = ask(echo, *[b"x" * 1_000_000] * size, headers=headers)
        assert (status, b"".join(parts), answered[b"connection"]) == (413, b"refused 413", b"close")


def test_a_body_in_many_parts_arrives_whole() -> None:
    parts = [bytes([n % 256]) * 50_000 for n in range(50)]
    assert b"".join(ask(echo, *parts, headers=(FILES,))[2]) == b"".join(parts)


def test_a_header_with_an_underscore_does_not_pass_for_one_with_a_hyphen() -> None:
    def tell(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        start("200 OK", [])
        return [environ.get("HTTP_X_FORWARDED_FOR", "none").encode()]

    assert ask(tell, headers=((b"x_forwarded_for", b"10.0.0.1"),))[2] == [b"none"]


def test_cookies_in_several_headers_are_one() -> None:
    def tell(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        start("200 OK", [])
        return [environ["HTTP_COOKIE"].encode()]

    assert ask(tell, headers=((b"cookie", b"a=1"), (b"cookie", b"b=2")))[2] == [b"a=1; b=2"]


def test_the_environment_is_that_of_the_request() -> None:
    seen: dict[str, Any] = {}

    def look(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        seen.update(environ)
        start("204 No Content", [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
        return []

    status, _headers, _parts = ask(look)
    assert status == 204
    assert seen["PATH_INFO"] == "/söpö/".encode().decode("latin-1")
    assert (seen["REMOTE_ADDR"], seen["wsgi.url_scheme"], seen["QUERY_STRING"]) == ("192.0.2.9", "https", "a=1")


def test_a_streamed_answer_is_sent_part_by_part_and_closed_in_its_thread() -> None:
    closed: list[int] = []

    class Streamed:
        streaming = True

        def __iter__(self) -> Any:
            yield b"one"
            yield b"two"

        def close(self) -> None:
            closed.append(threading.get_ident())

    def stream(environ: Any, start: Any) -> Any:
        start("200 OK", [])
        return Streamed()

    assert ask(stream)[2] == [b"one", b"two", b""]
    assert closed
    assert closed[0] != threading.get_ident()
