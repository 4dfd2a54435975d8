"""The messages in Valkey's stream, as the hub reads them and as pages are told them."""

from typing import cast

import redis.asyncio as valkey

from config.lib.live import STREAM

Entry = tuple[str, dict[str, str]]  # the id, and what config.lib.live.publish wrote
Position = tuple[int, int]
START: Position = (0, 0)
_REPLAY_LIMIT = 5000


def position(text: str) -> Position | None:
    """A message's id (`1700000000000-3`) or a time in milliseconds as something to compare; None if it is neither."""
    milliseconds, _, number = text.partition("-")
    if not (milliseconds.isdecimal() and len(milliseconds) <= 15 and (number or "0").isdecimal() and len(number) <= 15):
        return None
    return int(milliseconds), int(number or 0)


def encode(entry: Entry) -> bytes:
    """A message as a page reads it: its ids, and the channel it came from."""
    identity, fields = entry
    ids = fields["ids"].removeprefix("{")
    data = f'{{"channel":"{fields["channel"]}"{"," if ids != "}" else ""}{ids}'
    return f"id: {identity}\nevent: {fields['event']}\ndata: {data}\n\n".encode()


async def newest(connection: valkey.Redis) -> str:
    """The id of the last message, from which to read on."""
    entries = cast("list[Entry]", await connection.xrevrange(STREAM, count=1))
    return entries[0][0] if entries else "0-0"


async def oldest(connection: valkey.Redis) -> Position | None:
    """Where the messages that are kept begin."""
    entries = cast("list[Entry]", await connection.xrange(STREAM, count=1))
    return position(entries[0][0]) if entries else None


async def wait_for_more(connection: valkey.Redis, last: str, patience_ms: int) -> list[Entry]:
    """The messages after `last`, waiting for one if there is none yet."""
    answer = cast("list[tuple[str, list[Entry]]]", await connection.xread({STREAM: last}, count=500, block=patience_ms))
    return answer[0][1] if answer else []


async def kept_since(connection: valkey.Redis, since: Position) -> list[Entry]:
    """The messages after `since` that are still kept."""
    entries = await connection.xrange(STREAM, min=f"({since[0]}-{since[1]}", count=_REPLAY_LIMIT)
    return cast("list[Entry]", entries)
