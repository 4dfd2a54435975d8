"""From the event loop to Django's WSGI application: requests run in a pool of threads.

A request's body is read whole before a thread is used: a slow sender holds no thread, and a body that was cut off never
reaches a view. Ordinary answers come back in one step; streamed ones (files, exports) part by part.
"""

import asyncio
import contextlib
import contextvars
import io
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Any

from config.live.endpoint import Message, Receive, Scope, Send

WSGIApplication = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

_IN_MEMORY_BYTES = 1_000_000
_QUIET_SECONDS = 20.0  # so long may a sender of a body say nothing
_SLOWEST_BYTES_PER_SECOND = 4_000  # and this must come on average, once that time is over
_LINGER_SECONDS = 5.0  # a browser reads a refusal once it has sent its body, so that is taken and thrown away
_LINGER_BYTES = 64_000_000
_REFUSAL_CSP = b"default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'"


class CutOff(Exception):
    """The sender went away before the whole body was here."""


class Refused(Exception):
    """The body is not taken: 413 when it is too large, 408 when it comes too slowly."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Bridge:
    """An ASGI application that answers with a WSGI application."""

    def __init__(
        self,
        application: WSGIApplication,
        *,
        threads: int,
        body_limit_bytes: int,
        form_limit_bytes: int,
        refusal: Callable[[int], bytes],
        quiet_seconds: float = _QUIET_SECONDS,
    ) -> None:
        """`body_limit_bytes` is for forms with files; whatever else is sent is text and has `form_limit_bytes`."""
        self.application = application
        self.body_limit_bytes, self.form_limit_bytes = body_limit_bytes, form_limit_bytes
        self.refusal, self.quiet_seconds = refusal, quiet_seconds
        self.threads = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="page")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            body = await self._body(scope, receive)
        except CutOff:
            return
        except Refused as refused:
            await self._refuse(refused.status, receive, send)
            return
        loop = asyncio.get_running_loop()

        def send_part(message: Message) -> None:
            asyncio.run_coroutine_threadsafe(_send(send, message), loop).result()

        with body:
            # A context of its own: what one request binds is not seen by the next one in the same thread.
            run = contextvars.copy_context().run
            answer = await loop.run_in_executor(self.threads, run, self._respond, environ_from(scope, body), send_part)
        if answer:
            await _answer(send, *answer)

    async def _body(self, scope: Scope, receive: Receive) -> IO[bytes]:
        """The request's body; raises `Refused`, before reading it if it announces itself as too large."""
        headers = dict(scope["headers"])
        with_files = headers.get(b"content-type", b"").strip().lower().startswith(b"multipart/form-data")
        limit = self.body_limit_bytes if with_files else self.form_limit_bytes
        declared = headers.get(b"content-length", b"0")
        if declared.isdigit() and (len(declared) > 15 or int(declared) > limit):
            raise Refused(413)
        began = time.monotonic()
        message = await self._next_part(receive, began, 0)
        if message["type"] == "http.request" and not message.get("more_body"):
            return io.BytesIO(message.get("body", b""))
        body = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES)  # noqa: SIM115 - closed by the caller
        size = 0
        while True:
            if message["type"] == "http.disconnect":
                body.close()
                raise CutOff
            part = message.get("body", b"")
            size += len(part)
            if size > limit:
                body.close()
                raise Refused(413)
            body.write(part)
            if not message.get("more_body"):
                break
            try:
                message = await self._next_part(receive, began, size)
            except Refused:
                body.close()
                raise
        body.seek(0)
        return body

    async def _next_part(self, receive: Receive, began: float, size: int) -> Message:
        """The next part of a body that comes fast enough."""
        late = time.monotonic() - began - self.quiet_seconds
        if late > 0 and size < late * _SLOWEST_BYTES_PER_SECOND:
            raise Refused(408)
        try:
            return await asyncio.wait_for(receive(), self.quiet_seconds)
        except TimeoutError:
            raise Refused(408) from None

    async def _refuse(self, status: int, receive: Receive, send: Send) -> None:
        """Say so at once, then let the sender finish for a moment: it would not read the page otherwise."""
        page = self.refusal(status)
        headers = [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", str(len(page)).encode())]
        headers += [(b"connection", b"close"), (b"cache-control", b"no-store"), (b"x-content-type-options", b"nosniff")]
        headers.append((b"content-security-policy", _REFUSAL_CSP))
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": page, "more_body": True})
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_LINGER_SECONDS if status == 413 else 0):
                await _throw_away(receive)
        await send({"type": "http.response.body", "body": b""})

    def _respond(
        self, environ: dict[str, Any], send_part: Callable[[Message], None]
    ) -> tuple[int, list[tuple[bytes, bytes]], bytes] | None:
        """In a thread: the whole answer, or None if it was streamed and is sent already."""
        started: list[tuple[int, list[tuple[bytes, bytes]]]] = []

        def start_response(status: str, headers: list[tuple[str, str]], _exc_info: object = None) -> None:
            pairs = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
            started[:] = [(int(status[:3]), pairs)]

        response = self.application(environ, start_response)
        try:
            if not getattr(response, "streaming", False):
                return (*started[0], b"".join(response))
            _stream(iter(response), *started[0], send_part)
            return None
        finally:
            getattr(response, "close", lambda: None)()


async def _throw_away(receive: Receive) -> None:
    """Take what still comes, and keep nothing of it."""
    left = _LINGER_BYTES
    while left > 0:
        message = await receive()
        if message["type"] != "http.request" or not message.get("more_body"):
            return
        left -= len(message.get("body", b""))


def _stream(
    parts: Iterator[bytes],
    status: int,
    headers: list[tuple[bytes, bytes]],
    send_part: Callable[[Message], None],
) -> None:
    send_part({"type": "http.response.start", "status": status, "headers": headers})
    for part in parts:
        send_part({"type": "http.response.body", "body": part, "more_body": True})
    send_part({"type": "http.response.body", "body": b""})


async def _send(send: Send, message: Message) -> None:
    await send(message)


async def _answer(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def environ_from(scope: Scope, body: IO[bytes]) -> dict[str, Any]:
    """The WSGI environment of an ASGI request."""
    host, port = scope.get("server") or ("localhost", 80)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": scope.get("root_path", ""),
        "PATH_INFO": scope["path"].encode().decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": host,
        "SERVER_PORT": str(port or 0),
        "REMOTE_ADDR": (scope.get("client") or ("", 0))[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for raw_name, raw_value in scope["headers"]:
        if b"_" in raw_name:
            continue  # would be taken for the same name with a hyphen
        name, value = raw_name.decode("latin-1").upper().replace("-", "_"), raw_value.decode("latin-1")
        key = name if name in ("CONTENT_LENGTH", "CONTENT_TYPE") else f"HTTP_{name}"
        if key in environ:
            value = f"{environ[key]}{'; ' if key == 'HTTP_COOKIE' else ','}{value}"
        environ[key] = value
    return environ
