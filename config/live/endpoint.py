"""`/live/?c=thread:12&c=home`: a stream of server-sent events, as plain ASGI (a tenth of the memory of a Django view).

Refusals: 400 for what is no channel, 404 for channels that do not exist or may not be heard, 429 for too many streams,
503 while Valkey is away. A page that comes back sends `Last-Event-ID` (or `since`, an id or a time in milliseconds).
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

from redis.exceptions import RedisError

from config.lib.live import is_channel
from config.lib.parts import has_parts
from config.live.access import admit, in_thread, session_key_from
from config.live.hub import Hub, Stream
from config.live.limits import Slot, keep_slots, take_slot
from config.live.messages import Position, position
from config.live.parts import hearing_key

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

HEARTBEAT_SECONDS = 20.0
CHANNELS_LIMIT = 20
_QUERY_LIMIT = 2000
HEADERS = [
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"referrer-policy", b"same-origin"),
]


class Refused(Exception):
    """Why there is no stream: a status, a sentence, and when to come back (seconds)."""

    def __init__(self, status: int, sentence: str, retry_after: int | None = None) -> None:
        super().__init__(sentence)
        self.status, self.sentence, self.retry_after = status, sentence, retry_after


async def live(hub: Hub, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one request for a stream."""
    try:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        channels, since = _asked(scope, headers)
        stream = await _admitted(hub, scope, headers, channels)
    except Refused as refused:
        await _refuse(send, refused)
        return
    try:
        await _tell(hub, stream, since, receive, send)
    finally:
        await asyncio.shield(hub.give_up(stream))


def _asked(scope: Scope, headers: dict[str, str]) -> tuple[frozenset[str], Position | None]:
    """Which channels the page wants to hear, and since when."""
    if scope["method"] not in ("GET", "HEAD"):
        raise Refused(405, "A stream is read with GET.")
    if headers.get("sec-fetch-site") == "cross-site":
        raise Refused(403, "A stream is for pages of this community.")
    raw = scope["query_string"]
    if len(raw) > _QUERY_LIMIT:
        raise Refused(400, "This asks for too much at once.")
    query = parse_qs(raw.decode("latin-1"))
    channels = frozenset(query.get("c", []))
    if not channels or not all(is_channel(channel) for channel in channels):
        raise Refused(400, "Name channels to listen to, for example ?c=home&c=thread:12")
    if len(channels) > CHANNELS_LIMIT:
        raise Refused(400, f"A page may listen to {CHANNELS_LIMIT} channels at most.")
    return channels, position(headers.get("last-event-id") or query.get("since", [""])[0])


def cookies_of(headers: dict[str, str]) -> dict[str, str]:
    """The cookies of a request; none where they cannot be read."""
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(headers.get("cookie", "")).items()}
    except CookieError:
        return {}


async def _admitted(hub: Hub, scope: Scope, headers: dict[str, str], channels: frozenset[str]) -> Stream:
    """The stream, if whoever asks may hear all of it and holds not too many."""
    if hub.closing:
        raise Refused(503, "This server is going down; come back in a moment.", 2)
    session_key = session_key_from(cookies_of(headers))
    identity = await in_thread(lambda: admit(session_key, channels))
    if identity is None:
        raise Refused(404, "There is nothing to listen to here.")
    try:
        slot = await take_slot(hub.valkey, identity.member_id, (scope.get("client") or ("", 0))[0])
        hearing = [Slot(hearing_key(one, session_key), slot.name) for one in channels if slot and has_parts(one)]
        await keep_slots(hub.valkey, hearing)
    except (RedisError, OSError):
        raise Refused(503, "Live messages are away for the moment; pages go on without them.", 30) from None
    if slot is None:
        raise Refused(429, "Too many pages are listening at once; close some of them.", 60)
    hub.slots.update(slots := [slot, *hearing])
    return Stream(identity, channels, slots)


async def _tell(hub: Hub, stream: Stream, since: Position | None, receive: Receive, send: Send) -> None:
    """Pass on what the stream's channels say until one side ends it."""
    await send(
        {
            "type": "http.response.start",
            "status": 200,
            "headers": [*HEADERS, (b"content-type", b"text/event-stream"), (b"x-accel-buffering", b"no")],
        }
    )

    async def put(part: bytes, *, more: bool = True) -> None:
        await send({"type": "http.response.body", "body": part, "more_body": more})

    async def wait_until_gone() -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        stream.end(b"")

    gone = asyncio.create_task(wait_until_gone())
    try:
        with hub.listening(stream):
            # All pages of a server that starts again come back at different moments.
            await put(f"retry: {random.randint(1000, 5000)}\n\n".encode())  # noqa: S311 - no secret
            if since:
                async for part in hub.missed(stream, since):
                    await put(part)
            while (message := await stream.next(HEARTBEAT_SECONDS)) is not None:
                await put(message or b": still here\n\n")
            await put(stream.farewell, more=False)
    except (RedisError, OSError):
        await put(b"event: bye\ndata: {}\n\n", more=False)
    finally:
        gone.cancel()


async def _refuse(send: Send, refused: Refused) -> None:
    body = f"{refused.sentence}\n".encode()
    headers = [*HEADERS, (b"content-type", b"text/plain; charset=utf-8")]
    headers.append((b"content-length", str(len(body)).encode()))
    if refused.retry_after is not None:
        headers.append((b"retry-after", str(refused.retry_after).encode()))
    await send({"type": "http.response.start", "status": refused.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
