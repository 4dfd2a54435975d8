"""The hub of one web process: one connection to Valkey, many streams, each with a queue that has a bound.

Messages are read with XREAD from where the last read ended, so a broken connection loses nothing. A stream that cannot
keep up is closed; its page comes back with the last id it saw and is told what it missed.
"""

import asyncio
import contextlib
import logging
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Coroutine, Iterable, Iterator
from functools import partial

import redis.asyncio as valkey
from django.conf import settings
from redis.exceptions import RedisError

from config.live import messages
from config.live.access import Identity, changed, in_thread, let_go, still_admitted
from config.live.limits import Slot, give_back, keep_slots
from config.live.messages import START, Entry, Position, encode, position
from config.live.parts import Parts

QUEUE_LENGTH = 100
LOOK_SECONDS = 3.0  # sessions and members' states are looked at this often: two queries for all streams
AUTHORISE_SECONDS = 60.0  # and every stream is authorised anew this often
SECOND_LOOK_SECONDS = 1.5  # a sign-out is told a moment before its session is gone
GATHER_SECONDS = 0.2  # what is said so soon after something else goes out together: waking many streams is work
_BLOCK_MS = 5000
_SLOTS_SECONDS = 15.0

log = logging.getLogger(__name__)


class Stream:
    """One open page: what it listens to, and what it has not been sent yet."""

    def __init__(self, identity: Identity, channels: frozenset[str], slots: Collection[Slot] = ()) -> None:
        self.identity, self.channels, self.slots = identity, channels, slots
        self.authorised_at = time.monotonic()
        self.after = START  # what was replayed up to here is not sent again
        self._waiting: list[tuple[Position, bytes]] = []
        self._something = asyncio.Event()
        self._farewell: bytes | None = None

    def offer(self, at: Position, message: bytes) -> None:
        """Queue a message, or end the stream if its page does not keep up."""
        if len(self._waiting) >= QUEUE_LENGTH:
            self.end(b"")
        else:
            self._waiting.append((at, message))
            self._something.set()

    def end(self, farewell: bytes) -> None:
        """Send nothing more of what waits, only these last words."""
        if self._farewell is None:
            self._farewell = farewell
            self._waiting.clear()
            self._something.set()

    async def next(self, patience: float) -> bytes | None:
        """All messages that wait; empty if there was none for `patience` seconds; None when the stream has ended."""
        while self._farewell is None:
            try:
                await asyncio.wait_for(self._something.wait(), patience)
            except TimeoutError:
                return b""
            self._something.clear()
            fresh = [message for at, message in self._waiting if at > self.after]
            self._waiting.clear()
            if fresh:
                return b"".join(fresh)
        return None

    @property
    def farewell(self) -> bytes:
        """The last words."""
        return self._farewell or b""


class Hub:
    """All streams of this process."""

    def __init__(self) -> None:
        self._streams: set[Stream] = set()
        self._listening: defaultdict[str, set[Stream]] = defaultdict(set)
        self._tasks: set[asyncio.Task[None]] = set()
        self.last = ""
        """The id of the newest message that was read."""
        self.parts = Parts()
        self.slots: set[Slot] = set()
        self.closing = False

    async def start(self) -> None:
        """Begin to read and to look after rights."""
        pool = valkey.BlockingConnectionPool.from_url(
            settings.REDIS_URL,
            decode_responses=True,
            protocol=2,
            max_connections=16,
            timeout=5,
            socket_connect_timeout=2,
            socket_timeout=_BLOCK_MS / 1000 + 5,
        )
        self.valkey = valkey.Redis.from_pool(pool)
        self._spawn(self._read_for_ever())
        self._spawn(self._look_for_ever())
        self._spawn(self._keep_slots_for_ever())

    async def stop(self) -> None:
        """End all streams and let go of Valkey."""
        self.close_all()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.valkey.aclose()
        await let_go()

    def close_all(self) -> None:
        """The server goes down: every page may come back to another one."""
        self.closing = True
        for stream in self._streams:
            stream.end(b"event: bye\ndata: {}\n\n")

    @property
    def is_reading(self) -> bool:
        """Whether it has found where to read on."""
        return bool(self.last)

    @contextlib.contextmanager
    def listening(self, stream: Stream) -> Iterator[None]:
        """While inside, the stream is given the messages of its channels."""
        self._streams.add(stream)
        for channel in stream.channels:
            self._listening[channel].add(stream)
        try:
            yield
        finally:
            self._streams.discard(stream)
            for channel in stream.channels:
                self._listening[channel].discard(stream)
                if not self._listening[channel]:
                    del self._listening[channel]

    async def missed(self, stream: Stream, since: Position) -> AsyncIterator[bytes]:
        """What the stream's channels said after `since`; `missed` if that is longer ago than is kept."""
        kept_from = await messages.oldest(self.valkey)
        if kept_from and since < kept_from:
            yield b"event: missed\ndata: {}\n\n"
        for identity, fields in await messages.kept_since(self.valkey, since):
            stream.after = position(identity) or stream.after
            if fields["channel"] in stream.channels:
                yield encode((identity, fields))

    async def _read_for_ever(self) -> None:
        pause = 0.2
        while True:
            try:
                if not self.last:
                    self.last = await messages.newest(self.valkey)
                entries = await messages.wait_for_more(self.valkey, self.last, _BLOCK_MS)
                for entry in entries:
                    self.last = entry[0]
                    self._pass_on(entry)
                pause = 0.2
                if entries:
                    await asyncio.sleep(GATHER_SECONDS)
            except (RedisError, OSError) as error:
                log.warning("Live messages wait for Valkey: %s", error)
                await asyncio.sleep(pause)
                pause = min(pause * 2, 3.0)

    def _pass_on(self, entry: Entry) -> None:
        channel = entry[1]["channel"]
        if channel.startswith("access:"):
            whose = channel.removeprefix("access:")
            self._spawn(self._authorise_twice(None if whose == "all" else int(whose)))
            return
        self.parts.forget(channel)
        if channel in self._listening:
            at, message = position(entry[0]) or START, encode(entry)
            for stream in list(self._listening[channel]):
                stream.offer(at, message)

    async def _authorise_twice(self, member_id: int | None) -> None:
        for pause in (0.0, SECOND_LOOK_SECONDS):
            await asyncio.sleep(pause)
            affected = [s for s in self._streams if member_id in (None, s.identity.member_id)]
            for stream in affected:
                stream.authorised_at = float("-inf")  # should asking fail now, the next look asks again
            try:
                await self._authorise(affected)
            except Exception:
                log.exception("Open streams could not be authorised anew; the next look tries again.")

    async def _look_for_ever(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                identities = {stream.identity for stream in self._streams}
                different = await in_thread(partial(changed, identities))
                long_ago = time.monotonic() - AUTHORISE_SECONDS
                await self._authorise(s for s in self._streams if s.identity in different or s.authorised_at < long_ago)
            except Exception:
                log.exception("The rights of open streams could not be looked at; trying again.")

    async def _authorise(self, streams: Iterable[Stream]) -> None:
        """End those that may no longer hear what they hear."""
        asked = [(stream, (stream.identity, stream.channels)) for stream in streams]
        if not asked:
            return
        kept = await in_thread(partial(still_admitted, [question for _stream, question in asked]))
        for stream, question in asked:
            if question in kept:
                stream.identity, stream.authorised_at = kept[question], time.monotonic()
            else:
                stream.end(b'event: closed\ndata: {"reason":"access"}\n\n')
                await self.give_up(stream)  # at once: its page may be slow to read these words

    async def give_up(self, stream: Stream) -> None:
        """It is counted nowhere any more."""
        self.slots.difference_update(stream.slots)
        try:
            for slot in stream.slots:
                await give_back(self.valkey, slot)
        except (RedisError, OSError) as error:
            log.info("A stream's slot is given back by time: %s", error)

    async def _keep_slots_for_ever(self) -> None:
        while True:
            await asyncio.sleep(_SLOTS_SECONDS)
            with contextlib.suppress(RedisError, OSError):  # _read_for_ever says so already
                await keep_slots(self.valkey, list(self.slots))

    def _spawn(self, work: Coroutine[object, object, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
