"""The one exit: whatever the server asks or tells other hosts on behalf of members goes through `fetch` and `post`.

A name is resolved once, every address it has is checked, and the connection goes to a checked one. No proxies and
no passwords from the environment, no cookies, no redirect that was not checked anew.
"""

import time
import zlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from ssl import SSLContext
from typing import Any
from urllib.parse import urljoin

import httpcore2
from django.conf import settings

from config.lib.public_hosts import Place, Refused, Resolve, Unreachable, addresses_of, is_public, place

SECONDS = 5.0
"""For all of it: names, redirects, the answer to its last byte."""
REDIRECTS = 3
_MOVED = frozenset({301, 302, 303, 307, 308})
_TRY_LATER = frozenset({408, 425, 429})
_TRIES = 3
"""Addresses of one host that are tried."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host answered; `url` is where the last redirect led, `kind` the media type without parameters."""

    url: str
    kind: str
    charset: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Wish:
    """What is taken: kinds of content and bytes at most; `cut` takes the beginning of what is longer."""

    kinds: Collection[str]
    most: int
    cut: bool = False


def fetch(url: str, wish: Wish, *, seconds: float = SECONDS, resolve: Resolve = addresses_of) -> Answer:
    """Get a page or a file from a public host. Raises Refused or Unreachable, and nothing else."""
    clock = _Clock(seconds)
    try:
        for _hop in range(REDIRECTS + 1):
            asked = place(url)
            answer = _ask(asked, wish, clock, resolve)
            if isinstance(answer, Answer):
                return answer
            url = urljoin(asked.url, answer)
    except (Refused, Unreachable):
        raise
    except (httpcore2.TimeoutException, httpcore2.NetworkError, httpcore2.ProtocolError, OSError) as error:
        raise Unreachable(f"No answer: {type(error).__name__}.") from error
    except ValueError as error:  # from a redirect that is no address, or a body that is not what its header says
        raise Refused("The answer could not be read.") from error
    raise Refused("It leads from one address to the next.")


def post(
    url: str, data: bytes, headers: dict[str, str], *, seconds: float = SECONDS, resolve: Resolve = addresses_of
) -> int:
    """Send something to a public host. Returns the status it answers; it is not followed anywhere.

    Raises Refused or Unreachable, and nothing else.
    """
    clock = _Clock(seconds)
    try:
        with (
            httpcore2.ConnectionPool(
                ssl_context=_tls(), network_backend=_Checked(clock, resolve), max_connections=1
            ) as pool,
            pool.stream("POST", place(url).url, headers=list(headers.items()), content=data) as response,
        ):
            return int(response.status)
    except (Refused, Unreachable):
        raise
    except (httpcore2.TimeoutException, httpcore2.NetworkError, httpcore2.ProtocolError, OSError) as error:
        raise Unreachable(f"No answer: {type(error).__name__}.") from error


def _ask(asked: Place, wish: Wish, clock: "_Clock", resolve: Resolve) -> Answer | str:
    """One request: the answer, or where it has moved to."""
    headers: dict[bytes | str, bytes | str] = {
        "Accept": ", ".join(wish.kinds),
        "Accept-Encoding": "identity",
        "User-Agent": f"Talkoot/1.0 (+{settings.PUBLIC_URL})",
    }
    backend = _Checked(clock, resolve)
    with (
        httpcore2.ConnectionPool(ssl_context=_tls(), network_backend=backend, max_connections=1) as pool,
        pool.stream("GET", asked.url, headers=headers) as response,
    ):
        said = {name.decode("latin-1").lower(): value.decode(errors="replace") for name, value in response.headers}
        if response.status in _MOVED and said.get("location"):
            return said["location"]
        if response.status >= 500 or response.status in _TRY_LATER:
            raise Unreachable(f"The host answered {response.status}.")
        if response.status != 200:
            raise Refused(f"The host answered {response.status}.")
        kind, _semicolon, parameters = said.get("content-type", "").partition(";")
        kind = kind.strip().lower()
        if kind not in wish.kinds:
            raise Refused("The host answered with another kind of file.")
        stream: Any = response.stream
        data = _read(_inflated(stream, said.get("content-encoding", "")), said.get("content-length", ""), wish)
        return Answer(asked.url, kind, _charset(parameters), data)


def _read(parts: Iterable[bytes], length: str, wish: Wish) -> bytes:
    if not wish.cut and length.isdecimal() and int(length[:20]) > wish.most:
        raise Refused("The file is too large.")
    data = bytearray()
    for part in parts:
        data += part
        if len(data) > wish.most:
            if not wish.cut:
                raise Refused("The file is too large.")
            break
    return bytes(data[: wish.most])


def _inflated(stream: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """Nothing compressed is asked for; some send it all the same, and it is unpacked in small pieces."""
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        yield from stream
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise Refused("The answer is compressed in a way that is not read.")
    unpack = zlib.decompressobj(47)
    try:
        for packed in stream:
            rest = packed
            while rest:
                yield unpack.decompress(rest, 64 * 1024)
                rest = unpack.unconsumed_tail
    except zlib.error as error:
        raise Refused("The answer could not be unpacked.") from error


def _charset(parameters: str) -> str:
    for one in parameters.split(";"):
        name, _equals, value = one.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'").lower()
    return ""


@cache
def _tls() -> SSLContext:
    return httpcore2.default_ssl_context()


class _Clock:
    """How much of the time is left; when none is, everything stops."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        left = self._end - time.monotonic()
        if left <= 0:
            raise Unreachable("It took too long.")
        return left


class _Checked(httpcore2.NetworkBackend):
    """Connects to public addresses alone, and to those that were checked."""

    def __init__(self, clock: _Clock, resolve: Resolve) -> None:
        self._clock, self._resolve = clock, resolve

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:  # fmt: skip
        addresses = self._resolve(host.strip("[]"), port, self._clock.left())
        if not all(map(is_public, addresses)):
            raise Refused("This name leads to an address that is not public.")
        for address in addresses[:_TRIES]:
            try:
                stream = httpcore2.SyncBackend().connect_tcp(address, port, self._clock.left())
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue
            return _Timed(stream, self._clock)
        raise Unreachable(f"{host} does not answer.")


class _Timed(httpcore2.NetworkStream):
    """A connection on which everything together has one end of time, also a byte now and a byte then."""

    def __init__(self, stream: httpcore2.NetworkStream, clock: _Clock) -> None:
        self._stream, self._clock = stream, clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._clock.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._clock.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, self._clock.left()), self._clock)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
