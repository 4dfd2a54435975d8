"""How many streams one member or one network address may hold open, counted in Valkey for all processes together."""

import secrets
import time
from collections.abc import Iterable
from typing import NamedTuple

import redis.asyncio as valkey
from django.conf import settings

from config.lib.live import slots_of
from config.lib.net import network

_SLOT_SECONDS = 45  # a process that was killed gives its slots back after this time
_TAKE = """
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[1])
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[3]) then return 0 end
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[4])
redis.call('EXPIRE', KEYS[1], 120)
return 1
"""


class Slot(NamedTuple):
    """One of the streams somebody may hold."""

    key: str
    name: str


async def take_slot(connection: valkey.Redis, member_id: int | None, address: str) -> Slot | None:
    """A slot, or None if this member (or, for visitors, this network address) has all of theirs in use."""
    if member_id is not None:
        key, limit = slots_of(member_id), settings.LIVE_STREAMS_PER_MEMBER
    else:
        key, limit = f"talkoot:live:address:{network(address)}", settings.LIVE_STREAMS_PER_ADDRESS
    slot, now = Slot(key, secrets.token_hex(8)), time.time()
    taken = await connection.eval(_TAKE, 1, key, now, now + _SLOT_SECONDS, limit, slot.name)
    return slot if taken else None


async def keep_slots(connection: valkey.Redis, slots: Iterable[Slot]) -> None:
    """These streams are still open."""
    until = time.time() + _SLOT_SECONDS
    async with connection.pipeline(transaction=False) as pipe:
        for slot in slots:
            pipe.zadd(slot.key, {slot.name: until})
            pipe.expire(slot.key, 120)
        await pipe.execute()


async def give_back(connection: valkey.Redis, slot: Slot) -> None:
    """This stream has ended."""
    await connection.zrem(slot.key, slot.name)
