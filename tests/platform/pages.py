"""Open pages, as the live endpoint sees them: what they ask for and what they are told."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from django.db import connections

from config.live.endpoint import live
from config.live.hub import Hub


class Page:
    """One page that listens, or is refused."""

    def __init__(
        self, hub: Hub, query: str, *, address: str = "192.0.2.7", method: str = "GET", **headers: str
    ) -> None:
        self.scope = {
            "type": "http",
            "method": method,
            "path": "/live/",
            "query_string": query.encode(),
            "client": (address, 40000),
            "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
        }
        self.status = 0
        self.told = b""
        self.has_ended = False
        self._gone = asyncio.Event()
        self._task = asyncio.create_task(live(hub, self.scope, self._receive, self._send))

    async def _receive(self) -> dict[str, Any]:
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        else:
            self.told += message["body"]
            self.has_ended = not message.get("more_body", False)

    @property
    def events(self) -> list[tuple[str, dict[str, Any]]]:
        """The name and data of each event, in order."""
        found = []
        for part in self.told.decode().split("\n\n"):
            lines = dict(line.split(": ", 1) for line in part.splitlines() if ": " in line and not line.startswith(":"))
            if "event" in lines:
                found.append((lines["event"], json.loads(lines["data"])))
        return found

    @property
    def last_id(self) -> str:
        return self.told.decode().rsplit("id: ", 1)[1].split("\n")[0]

    async def close(self) -> None:
        """The reader closes the tab."""
        self._gone.set()
        await asyncio.wait_for(self._task, 5)


async def until(question: Callable[[], bool], seconds: float = 5.0) -> None:
    """Wait until the question is answered with yes."""
    async with asyncio.timeout(seconds):
        while not question():  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0.01)


async def open_page(hub: Hub, query: str, **more: Any) -> Page:
    """A page that is listening, or refused, when this returns."""
    page = Page(hub, query, **more)
    await until(lambda: page.has_ended or page.told.startswith(b"retry"))
    return page


async def elsewhere[T](act: Callable[[], T]) -> T:
    """Do something with the database, in a thread as a request would."""

    def do() -> T:
        try:
            return act()
        finally:
            connections.close_all()

    return await asyncio.to_thread(do)


@asynccontextmanager
async def a_hub() -> AsyncIterator[Hub]:
    """A running hub."""
    hub = Hub()
    await hub.start()
    await until(lambda: bool(hub.is_reading))
    try:
        yield hub
    finally:
        await hub.stop()
