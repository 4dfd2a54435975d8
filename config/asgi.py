"""One port for all: streams under `/live/` stay in the event loop, every page is Django in a thread."""

import os

from config.wsgi import application as pages  # first: it sets Django up

from config.bodies import FORM_BYTES, with_files  # isort: skip
from config.bridge import Bridge
from config.errors import refusal
from config.live.endpoint import Receive, Scope, Send, live
from config.live.fetching import part
from config.live.hub import Hub

hub = Hub()
bridge = Bridge(
    pages,
    threads=int(os.environ.get("WEB_THREADS", "4")),
    body_limit_bytes=with_files(),
    form_limit_bytes=FORM_BYTES,
    refusal=refusal,
)


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Every request comes in here."""
    if scope["type"] == "http":
        if scope["path"] == "/live/":
            await live(hub, scope, receive, send)
        elif scope["path"] == "/live/part/":
            await part(hub, scope, send)
        else:
            await bridge(scope, receive, send)
    elif scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1000})
    elif scope["type"] == "lifespan":
        await _live_and_die(receive, send)


async def _live_and_die(receive: Receive, send: Send) -> None:
    while (message := await receive())["type"] != "lifespan.shutdown":
        if message["type"] == "lifespan.startup":
            await hub.start()
            await send({"type": "lifespan.startup.complete"})
    await hub.stop()
    bridge.threads.shutdown(wait=False, cancel_futures=True)
    await send({"type": "lifespan.shutdown.complete"})
