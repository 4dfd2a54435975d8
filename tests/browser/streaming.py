"""The whole server on a port, with streams: pages in a real browser hear what happens as they do in production."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import wait
from contextlib import contextmanager
from typing import Any

import uvicorn
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections

from config.bridge import Bridge
from config.errors import refusal
from config.live.endpoint import Receive, Scope, Send, live
from config.live.fetching import part
from config.live.hub import Hub
from tests.platform.conftest import wait_until

THREADS = 4


class Whole:
    """What config/asgi.py puts together, once for each test, so that nothing of one is left for the next."""

    def __init__(self) -> None:
        pages: Any = StaticFilesHandler(get_wsgi_application())
        limits = {"body_limit_bytes": 10_000_000, "form_limit_bytes": 2_000_000}
        self.bridge = Bridge(pages, threads=THREADS, refusal=refusal, **limits)
        self.hub: Hub | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        if self.hub is None:
            self.hub = Hub()
            await self.hub.start()
        if scope["path"] == "/live/":
            await live(self.hub, scope, receive, send)
        elif scope["path"] == "/live/part/":
            await part(self.hub, scope, send)
        else:
            await self.bridge(scope, receive, send)

    def let_go(self) -> None:
        """Close the connections of all threads that answered pages."""
        everybody = threading.Barrier(THREADS)

        def close() -> None:
            everybody.wait(10)
            connections.close_all()

        wait([self.bridge.threads.submit(close) for _ in range(THREADS)])
        self.bridge.threads.shutdown()


@contextmanager
def streaming() -> Iterator[str]:
    """Its address while it runs."""
    whole = Whole()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        options: dict[str, Any] = {"lifespan": "off", "log_config": None, "timeout_graceful_shutdown": 1}
        server = uvicorn.Server(uvicorn.Config(whole, **options))

        async def serve() -> None:
            await server.serve(sockets=[listener])
            if whole.hub is not None:
                await whole.hub.stop()

        running = threading.Thread(target=lambda: asyncio.run(serve()))
        running.start()
        wait_until(lambda: server.started)
        try:
            yield f"http://localhost:{listener.getsockname()[1]}"
        finally:
            if whole.hub is not None:
                whole.hub.close_all()
            server.should_exit = True
            running.join(30)
            whole.let_go()
