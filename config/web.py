"""Pages and streams on one port: `python -m config.web`. HOST, PORT and WEB_WORKERS say where, in how many processes.

Where there are many readers it is there for `/live/` alone, and `python -m config.pages` serves the pages. Behind a
proxy FORWARDED_ALLOW_IPS names the proxy; without it no forwarded address is believed.
"""

import gc
import os
import signal
import socket
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import Any

import uvicorn

from config.running.children import Child, keep

_GRACE_SECONDS = 3


def options() -> dict[str, Any]:
    """How uvicorn runs here, whoever starts it."""
    trusted = os.environ.get("FORWARDED_ALLOW_IPS", "")
    return {
        "app": "config.asgi:application",
        "loop": "uvloop",
        "http": "httptools",
        "ws": "none",
        "lifespan": "on",
        "server_header": False,
        "access_log": False,
        "log_config": None,
        "proxy_headers": bool(trusted),
        "forwarded_allow_ips": trusted,
        "timeout_graceful_shutdown": _GRACE_SECONDS,
        "timeout_keep_alive": 30,
        "timeout_worker_healthcheck": 30,  # a process that starts on a busy machine is not dead
        "backlog": 2048,
    }


class Server(uvicorn.Server):
    """Says when it is ready, and sends its streams away as soon as it is told to end: they would hold it up."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        from config.asgi import hub

        hub.close_all()
        await super().shutdown(sockets)

    def handle_exit(self, _sig: int, _frame: FrameType | None) -> None:
        """Remember it for nobody: ending on request is not a failure."""
        self.should_exit = True


def serve(listener: socket.socket, ready: Callable[[], None]) -> None:
    """One web process on a socket that others may share, until it is told to end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Server(uvicorn.Config(**options()), ready).run(sockets=[listener])


def main() -> None:
    """As many processes as WEB_WORKERS says, on one socket; what dies is started again."""
    import config.asgi  # noqa: F401 - loaded once, before the processes are forked

    place = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
    family = socket.AF_INET6 if ":" in place[0] else socket.AF_INET
    listener = socket.create_server(place, family=family, backlog=2048)
    gc.freeze()
    count = int(os.environ.get("WEB_WORKERS", "2"))
    children = [Child(None, f"web-{number}", partial(serve, listener)) for number in range(1, count + 1)]
    keep(children, _GRACE_SECONDS + 2)


if __name__ == "__main__":
    main()
