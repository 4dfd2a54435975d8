"""From the event loop to Django's WSGI application: requests run in a pool of threads.

A request's body is read whole before a thread is used: a slow sender holds no thread, and a body that was cut off never
reaches a view. Ordinary answers come back in one step; streamed ones (files, exports) part by part.
"""

import asyncio
import contextvars
import io
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Any

from config.live.endpoint import Message, Receive, Scope, Send

WSGIApplication = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

_IN_MEMORY_BYTES = 1_000_000
_TOO_LARGE = b"This is larger than the server takes.\n"


class CutOff(Exception):
    """The sender went away before the whole body was here."""


class TooLarge(Exception):
    """The body is larger than is taken."""


class Bridge:
    """An ASGI application that answers with a WSGI application."""

    def __init__(self, application: WSGIApplication, *, threads: int, body_limit_bytes: int) -> None:
        self.application = application
        self.body_limit_bytes = body_limit_bytes
        self.threads = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="page")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            body = await self._body(scope, receive)
        except CutOff:
            return
        except TooLarge:
            headers = [(b"content-type", b"text/plain"), (b"content-length", str(len(_TOO_LARGE)).encode())]
            await _answer(send, 413, [*headers, (b"connection", b"close")], _TOO_LARGE)
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
        """The request's body; raises `TooLarge` before reading what announces itself as too large."""
        declared = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
        if declared.isdigit() and int(declared) > self.body_limit_bytes:
            raise TooLarge
        message = await receive()
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
            if size > self.body_limit_bytes:
                body.close()
                raise TooLarge
            body.write(part)
            if not message.get("more_body"):
                break
            message = await receive()
        body.seek(0)
        return body

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
