"""`/live/part/?c=ama:12&p=q3&l=en&z=Europe/Helsinki&at=<id of the message>`: a part of a page, in the event loop.

Whoever holds a stream with that channel open may read it: the stream was admitted, and is ended when rights change. So
neither session nor member is asked for. Everything else is 404, and the page asks Django as any reader would.
"""

from redis.exceptions import RedisError

from config.live.access import session_key_from
from config.live.endpoint import HEADERS, Scope, Send, cookies_of
from config.live.hub import Hub
from config.live.messages import START, position
from config.live.parts import Drawn, asked_for, hears

_QUERY_LIMIT = 500


async def part(hub: Hub, scope: Scope, send: Send) -> None:
    """Answer one request for a part."""
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    found = await _found(hub, scope, headers)
    packed = found is not None and "gzip" in headers.get("accept-encoding", "")
    body = b"" if found is None else found.packed if packed else found.plain
    told = [*HEADERS, (b"content-type", b"text/html; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    told.append((b"vary", b"Accept-Encoding, Cookie"))
    if packed:
        told.append((b"content-encoding", b"gzip"))
    await send({"type": "http.response.start", "status": 404 if found is None else 200, "headers": told})
    await send({"type": "http.response.body", "body": body if scope["method"] == "GET" else b""})


async def _found(hub: Hub, scope: Scope, headers: dict[str, str]) -> Drawn | None:
    if scope["method"] not in ("GET", "HEAD") or headers.get("sec-fetch-site") == "cross-site":
        return None
    query = scope["query_string"]
    asked = asked_for(query) if len(query) <= _QUERY_LIMIT else None
    try:
        if asked is None or not await hears(hub.valkey, asked.channel, session_key_from(cookies_of(headers))):
            return None
    except (RedisError, OSError):
        return None
    return await hub.parts.get(asked, position(hub.last) or START)
