"""What each process of a local run does."""

import asyncio
import os
import signal
import socket
from collections.abc import Callable
from pathlib import Path

from config.running.children import Ready


def web(listener: socket.socket) -> Callable[[Ready], None]:
    """Pages and live streams, on a socket that all web processes share."""

    def work(ready: Ready) -> None:
        from config.web import serve

        serve(listener, ready)

    return work


def worker(name: str) -> Callable[[Ready], None]:
    """The process of one of the worker's queues."""
    from config.queues import THREADS
    from config.worker import lane

    return lane(name, THREADS[name])


def beat(schedule: Path) -> Callable[[Ready], None]:
    """The scheduler; it remembers in a file what ran when."""

    def work(ready: Ready) -> None:
        from celery.signals import beat_init

        from config.scheduler import run

        beat_init.connect(lambda **_: ready(), weak=False)
        run(schedule)

    return work


def mailbox(listener: socket.socket, into: Path) -> Callable[[Ready], None]:
    """A mail server that keeps all it gets, sends nothing on, and takes in replies."""

    def work(ready: Ready) -> None:
        from aiosmtpd.smtp import SMTP, Envelope
        from django.db import connections

        from config.mailbox import keep
        from members.replying.addresses import errand_of
        from members.replying.receiving import take_in

        def hand_in(raw: bytes) -> None:
            try:
                take_in(raw)
            finally:
                connections.close_all()

        class Keep:
            async def handle_DATA(  # noqa: N802 - aiosmtpd's name
                self, _server: SMTP, _session: object, envelope: Envelope
            ) -> str:
                content = envelope.content or b""
                raw = content if isinstance(content, bytes) else content.encode()
                keep(raw, into)
                if errand_of(envelope.rcpt_tos) is not None:  # a reply: it comes in as it would from a mail server
                    await asyncio.to_thread(hand_in, raw)
                return "250 Kept"

        async def serve() -> None:
            loop = asyncio.get_running_loop()
            over = asyncio.Event()
            loop.add_signal_handler(signal.SIGTERM, over.set)
            await loop.create_server(lambda: SMTP(Keep(), data_size_limit=50_000_000), sock=listener)
            ready()
            await over.wait()

        asyncio.run(serve())
        os._exit(0)

    return work
