"""Counting visitors without knowing them, in Valkey: what is kept there is gone a week later, the salt with its day.

Of each visit one number is made, from the network, the browser's name of itself, and a salt that is a day old at most.
It is put into a sketch (HyperLogLog), which tells how many different ones it was given, with an error of about one in
a hundred, and cannot say which. When the day is over the salt goes: from then on nobody, also with the key of this
installation, can tell whether somebody was there, or whether the same one came on two days.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import secrets
import time
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import batched
from typing import Any

import redis
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

from metrics.rollups.days import end_of

log = logging.getLogger(__name__)
PREFIX = "talkoot:visits:"
ON = f"{PREFIX}on"
"""Stands here only while visitors are to be counted: a Valkey that forgot everything counts nobody."""
ON_SECONDS = 900
DAYS = f"{PREFIX}days"
"""The days on which visitors were counted and that are not written yet."""
KEPT = timedelta(days=7)
"""So long a day waits to be written."""
SALT_SECONDS = 60
"""A visit in the last second of a day may arrive in the next one."""
MOST_PLACES = 20_000
"""Of so many spaces and threads a day visitors are told apart; whoever opens more is still a visitor."""
_AWAY_SECONDS = 10.0
_PATIENCE_SECONDS = 0.1
_MERGED = 500

_COUNT = """
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('SET', KEYS[2], ARGV[2], 'NX', 'EXAT', ARGV[3])
local salt = redis.call('GET', KEYS[2])
if not salt then return 0 end
local visitor = redis.sha1hex(salt .. ARGV[1])
redis.call('PFADD', KEYS[3], visitor)
redis.call('EXPIREAT', KEYS[3], ARGV[4])
if #KEYS == 5 then
  if redis.call('SISMEMBER', KEYS[4], ARGV[5]) == 0 then
    if redis.call('SCARD', KEYS[4]) >= tonumber(ARGV[6]) then return 1 end
    redis.call('SADD', KEYS[4], ARGV[5])
    redis.call('EXPIREAT', KEYS[4], ARGV[4])
  end
  redis.call('PFADD', KEYS[5], visitor)
  redis.call('EXPIREAT', KEYS[5], ARGV[4])
end
return 1
"""
_connection: list[tuple[redis.Redis, Any]] = []


class _Valkey:
    """Whether Valkey answers; after a failure nobody asks for ten seconds, so that pages do not wait for it."""

    away_until = 0.0


def valkey() -> redis.Redis:
    """The connection of this process; it gives up sooner than anybody notices."""
    return _connected()[0]


def count(day: date, network: str, browser: str, place: str = "") -> None:
    """Count a visit, in one round trip, if visitors are counted at all; never fails, and never waits long."""
    if time.monotonic() < _Valkey.away_until:
        return
    keys = [ON, _salt(day), everybody(day)]
    if place:
        keys += [places(day), sketch(day, place)]
    gone_at = int(end_of(day).timestamp()) + SALT_SECONDS
    kept_until = int((end_of(day) + KEPT).timestamp())
    given = [hidden(day, network, browser), secrets.token_hex(32), gone_at, kept_until, place, MOST_PLACES]
    try:
        _connected()[1](keys=keys, args=given)
    except redis.RedisError as error:
        _Valkey.away_until = time.monotonic() + _AWAY_SECONDS
        log.warning("Visitors are not counted for a moment: Valkey does not answer (%s).", error)


def hidden(day: date, network: str, browser: str) -> str:
    """What is sent to Valkey in place of a network and a browser: it can be reckoned by this installation alone."""
    said = f"{day}\n{network}\n{browser}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).hexdigest()


def _salt(day: date) -> str:
    return f"{PREFIX}{day}:salt"


def everybody(day: date) -> str:
    """The sketch of all visitors of a day."""
    return f"{PREFIX}{day}:all"


def places(day: date) -> str:
    """The names of all places of which a day has a sketch."""
    return f"{PREFIX}{day}:places"


def sketch(day: date, place: str) -> str:
    """The sketch of the visitors of one place."""
    return f"{PREFIX}{day}:at:{place}"


def mark(day: date) -> None:
    """Let visitors be counted for the next minutes, and this day be written. Raises RedisError."""
    valkey().set(ON, 1, ex=ON_SECONDS)
    valkey().sadd(DAYS, day.isoformat())


def unmark() -> None:
    """Count nobody from now on. Raises RedisError."""
    valkey().delete(ON)


def counted_days() -> list[date]:
    """The days that wait to be written, the oldest first. Raises RedisError."""
    return sorted(date.fromisoformat(name) for name in _names(DAYS))


def visitors_at(day: date, found: Iterable[str]) -> int:
    """How many different visitors came to these places of a day, or to any if there are none. Raises RedisError."""
    merged = f"{PREFIX}{day}:merged:{secrets.token_hex(8)}"
    try:
        for some in batched((sketch(day, place) for place in found), _MERGED, strict=False):
            valkey().pfmerge(merged, *some)
        valkey().expire(merged, 60)
        return int(valkey().pfcount(merged))
    finally:
        valkey().delete(merged)


def all_visitors(day: date) -> int:
    """How many different visitors a day had. Raises RedisError."""
    return int(valkey().pfcount(everybody(day)))


def places_of(day: date) -> list[str]:
    """The places that visitors opened on a day. Raises RedisError."""
    return sorted(_names(places(day)))


def forget(day: date) -> None:
    """Keep nothing of a day here. Raises RedisError."""
    for some in batched((sketch(day, place) for place in places_of(day)), _MERGED, strict=False):
        valkey().delete(*some)
    valkey().delete(everybody(day), places(day), _salt(day))
    valkey().srem(DAYS, day.isoformat())


def _names(key: str) -> set[str]:
    return {name.decode() if isinstance(name, bytes) else name for name in valkey().smembers(key)}


def _connected() -> tuple[redis.Redis, Callable[..., Any]]:
    if not _connection:
        client = redis.Redis.from_url(
            settings.REDIS_URL,
            socket_timeout=_PATIENCE_SECONDS,
            socket_connect_timeout=_PATIENCE_SECONDS,
            retry=Retry(NoBackoff(), 0),
        )
        _connection.append((client, client.register_script(_COUNT)))
    return _connection[0]
