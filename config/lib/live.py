"""Telling open pages that something happened: ids and counts only, never text.

A channel is a kind and a number (`thread:12`) or a kind alone (`home`). Each kind has one authoriser that says who may
listen; a kind without one is heard by nobody. Messages go into a short Valkey stream that every web process reads.
"""

import json
import logging
import re
import time
from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import redis
from django.conf import settings
from django.db import transaction
from redis.backoff import NoBackoff
from redis.retry import Retry

if TYPE_CHECKING:
    from config.lib.audience import Viewer

    Authoriser = Callable[[Viewer, int], bool]

type Ids = Mapping[str, int | str | bool | None]
type Message = tuple[str, str, Ids]
"""A channel, an event and its ids."""

STREAM = "talkoot:live"
KEPT_SECONDS = 300  # how long a page may be away and still be told what it missed
_QUIET_SECONDS = 5.0
_SAY_ONCE = """
if not redis.call('SET', KEYS[2], 1, 'NX', 'EX', ARGV[1]) then return 0 end
for at = 3, #ARGV, 6 do
    redis.call('XADD', KEYS[1], 'MINID', '~', ARGV[2], '*', unpack(ARGV, at, at + 5))
end
return 1
"""
_CHANNEL = re.compile(r"\A([a-z]{1,20})(?::([1-9][0-9]{0,17}))?\Z")

log = logging.getLogger(__name__)
_authorisers: dict[str, "Authoriser"] = {}


def authorise(kind: str) -> Callable[["Authoriser"], "Authoriser"]:
    """Register who may listen to a kind of channel: `def f(viewer, id) -> bool` (id is 0 for a channel without one)."""

    def register(authoriser: "Authoriser") -> "Authoriser":
        _authorisers[kind] = authoriser
        return authoriser

    return register


def is_channel(channel: str) -> bool:
    """Whether this has the shape of a channel's name."""
    return _CHANNEL.match(channel) is not None


def may_listen(viewer: "Viewer", channel: str) -> bool:
    """Whether the viewer may hear this channel; False for what does not exist."""
    match = _CHANNEL.match(channel)
    authoriser = _authorisers.get(match[1]) if match else None
    return bool(match and authoriser and authoriser(viewer, int(match[2] or 0)))


@authorise("member")
def _only_oneself(viewer: "Viewer", member_id: int) -> bool:
    return viewer.is_authenticated and viewer.pk == member_id


def publish(channel: str, event: str, **ids: int | str | bool | None) -> None:
    """Tell the pages that listen, once the transaction is committed. Never raises: without Valkey nobody is told."""
    transaction.on_commit(partial(_voice.say, channel, event, ids), robust=True)


def publish_once(name: str, *messages: Message) -> None:
    """The same for several messages that go out together, and not again for as long as pages may ask what they missed.

    `name` stands for them. For what is said at once, and said again by the worker in case nobody came to say it.
    """
    transaction.on_commit(partial(_voice.say_once, name, messages), robust=True)


def publish_to_members(members: Collection[int], event: str) -> None:
    """Tell the open pages of each of these members, after the commit; those without one cost nothing."""
    if members:
        transaction.on_commit(partial(_voice.say_to_members, sorted(members), event), robust=True)


def slots_of(member_id: int) -> str:
    """Where the streams a member holds open are counted; there while there are any."""
    return f"talkoot:live:member:{member_id}"


def access_changed(member_id: int | None) -> None:
    """What this member (None: anybody) may see has changed: open streams are authorised anew at once."""
    publish(f"access:{member_id or 'all'}", "access")


def answers() -> bool:
    """Whether Valkey is there."""
    return _voice.answers()


def _fields(channel: str, event: str, ids: Ids) -> dict[Any, Any]:
    return {"channel": channel, "event": event, "ids": json.dumps(ids, separators=(",", ":"))}


def _oldest() -> int:
    return int((time.time() - KEPT_SECONDS) * 1000)


class Voice:
    """The connection messages go out by; keeps quiet for a while after a failure, so that pages stay quick."""

    def __init__(self) -> None:
        self._client: redis.Redis | None = None
        self._quiet_until = 0.0

    def say(self, channel: str, event: str, ids: Ids) -> None:
        """Put one message into the stream and let go of those nobody needs any more."""
        if time.monotonic() < self._quiet_until:
            return
        try:
            self._connection().xadd(STREAM, _fields(channel, event, ids), minid=_oldest(), approximate=True)
        except redis.RedisError as error:
            self._fall_quiet(error)

    def say_once(self, name: str, messages: tuple[Message, ...]) -> None:
        """Put these messages into the stream, unless that was done under this name; one round trip."""
        if time.monotonic() < self._quiet_until:
            return
        said = [part for message in messages for pair in _fields(*message).items() for part in pair]
        try:
            self._connection().eval(
                _SAY_ONCE, 2, STREAM, f"talkoot:live:said:{name}", KEPT_SECONDS, _oldest(), *map(str, said)
            )
        except redis.RedisError as error:
            self._fall_quiet(error)

    def say_to_members(self, members: list[int], event: str) -> None:
        """Ask who of them has a page open, and say it to those alone."""
        if time.monotonic() < self._quiet_until:
            return
        try:
            with self._connection().pipeline(transaction=False) as asked:
                for member in members:
                    asked.exists(slots_of(member))
                listening = asked.execute()
        except redis.RedisError as error:
            self._fall_quiet(error)
            return
        for member, there in zip(members, listening, strict=True):
            if there:
                self.say(f"member:{member}", event, {})

    def _fall_quiet(self, error: redis.RedisError) -> None:
        self._quiet_until = time.monotonic() + _QUIET_SECONDS
        log.warning("Open pages are not told what happens: Valkey does not answer (%s).", error)

    def answers(self) -> bool:
        """Whether Valkey replies to a ping now."""
        try:
            return bool(self._connection().ping())
        except redis.RedisError:
            return False

    def _connection(self) -> redis.Redis:
        if self._client is None:
            self._client = redis.Redis.from_url(
                settings.REDIS_URL,
                socket_timeout=0.25,
                socket_connect_timeout=0.25,
                retry=Retry(NoBackoff(), 1),
            )
        return self._client


_voice = Voice()
