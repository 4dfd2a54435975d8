"""Parts of pages that those who hear a channel fetch: drawn once in each process, however many pages ask."""

import asyncio
import gzip
import hashlib
import logging
import time
import zoneinfo
from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qs

from django.conf import settings

from config.lib.live import is_channel
from config.lib.parts import drawn, has_parts
from config.live.access import in_thread
from config.live.messages import START, Position, position

if TYPE_CHECKING:
    import redis.asyncio as valkey

KEPT_SECONDS, MOST_KEPT = 10.0, 200
_NAME_LIMIT = 60
log = logging.getLogger(__name__)
_LANGUAGES = {code for code, _name in settings.LANGUAGES}


class Asked(NamedTuple):
    """Which part a page wants, for whom it is drawn, and the message that told it (`START`: any)."""

    channel: str
    name: str
    language: str
    zone: str
    told: Position


class Drawn(NamedTuple):
    """A part as it is sent."""

    plain: bytes
    packed: bytes


class _Kept(NamedTuple):
    known: Position
    told: Position
    until: float
    drawing: "asyncio.Task[Drawn | None]"

    def is_new_enough(self, told: Position) -> bool:
        """Whether it shows what this message told of."""
        return time.monotonic() < self.until and (self.known >= told or self.told == told)


def asked_for(query: bytes) -> Asked | None:
    """What a query asks for; None if it makes no sense."""
    said = {name: values[0] for name, values in parse_qs(query.decode("latin-1")).items()}
    channel, name, language, zone = (said.get(key, "") for key in "cplz")
    if not (is_channel(channel) and has_parts(channel) and len(name) <= _NAME_LIMIT and language in _LANGUAGES):
        return None
    try:
        zoneinfo.ZoneInfo(zone[:_NAME_LIMIT])
    except (KeyError, ValueError, OSError):
        return None
    return Asked(channel, name, language, zone, position(said.get("at", "")) or START)


def hearing_key(channel: str, session_key: str | None) -> str:
    """Where the streams that a browser holds open with a channel are counted."""
    return f"talkoot:live:hearing:{channel}:{hashlib.sha256((session_key or '').encode()).hexdigest()}"


async def hears(connection: "valkey.Redis", channel: str, session_key: str | None) -> bool:
    """Whether this browser holds a stream with that channel, in whichever process. Raises RedisError, OSError."""
    return bool(await connection.zcount(hearing_key(channel, session_key), time.time(), "+inf"))


class Parts:
    """What this process has drawn for those who hear a channel, for ten seconds or until the channel says something.

    A page may be told by another process before this one has read the message. So a part counts only if this process
    had read as far as the page was told when it began to draw, or drew for that very message.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, ...], _Kept] = {}

    def forget(self, channel: str) -> None:
        """The channel has said something: what was drawn before is not shown again."""
        for key in [key for key in self._kept if key[0] == channel]:
            del self._kept[key]

    async def get(self, asked: Asked, known: Position) -> Drawn | None:
        """The part, drawn now unless it is kept; of many who ask at once one draws."""
        key = tuple(asked[:4])
        found = self._kept.get(key)
        if found is None or not found.is_new_enough(asked.told):
            drawing = asyncio.create_task(_draw(asked))
            found = _Kept(known, asked.told, time.monotonic() + KEPT_SECONDS, drawing)
            self._keep(key, found)
        part = await asyncio.shield(found.drawing)
        if part is None and self._kept.get(key) is found:
            del self._kept[key]
        return part

    def _keep(self, key: tuple[str, ...], found: _Kept) -> None:
        self._kept.pop(key, None)
        if len(self._kept) >= MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[key] = found


async def _draw(asked: Asked) -> Drawn | None:
    try:
        html = await in_thread(partial(drawn, asked.channel, asked.name, asked.language, asked.zone))
    except Exception:  # whatever it is: five hundred pages wait for this task, and each can ask another way
        log.exception("A part could not be drawn; pages ask Django for it.")
        return None
    if html is None:
        return None
    plain = html.encode()
    return Drawn(plain, gzip.compress(plain, 6, mtime=0))
