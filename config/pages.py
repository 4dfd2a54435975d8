"""The server for pages behind a proxy: `python -m config.pages`, which is gunicorn with threads.

HOST, PORT, WEB_WORKERS (processes), WEB_THREADS (in each) and FORWARDED_ALLOW_IPS say where and for whom. The proxy
takes in what is sent slowly, so no thread waits for anybody. Streams under `/live/` are for `python -m config.web`.
On SIGTERM no new request is taken, and those that have begun are finished.
"""

import os
import select
from collections.abc import Callable, Iterable
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.workers.gthread import ThreadWorker

from config.proxies import Believing, WSGIApplication

_GRACE_SECONDS = 30
_SHARED_MEMORY = "/dev/shm"  # noqa: S108 - gunicorn keeps a file without a name there, away from slow disks
_IDLE_SECONDS = 75  # longer than the proxy keeps a connection, so that it never writes into one that is being closed


class Checked:
    """A WSGI application that is not given bodies which announce themselves as too large."""

    def __init__(self, application: WSGIApplication) -> None:
        self.application = application

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        from config.bodies import is_too_large
        from config.errors import refusal

        if not is_too_large(environ.get("CONTENT_TYPE", ""), environ.get("CONTENT_LENGTH", "")):
            return self.application(environ, start_response)
        page = refusal(413)
        headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(page)))]
        headers += [("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"), ("Connection", "close")]
        start_response("413 Content Too Large", headers)
        return [page]


class Threads(ThreadWorker):  # type: ignore[misc]  # gunicorn brings no types
    """Gunicorn's threads; told to end, they take in who waits at the door and close it: others are asked next."""

    def set_accept_enabled(self, enabled: bool) -> None:
        """Listen or not; for good when this process is ending, or senders would wait for an answer that never comes."""
        super().set_accept_enabled(enabled)
        if not enabled and not self.alive:
            for listener in self.sockets:
                while select.select([listener], [], [], 0)[0]:
                    self.accept(listener)
                listener.close()


class Pages(BaseApplication):  # type: ignore[misc]  # gunicorn brings no types
    """Gunicorn with our settings."""

    def load_config(self) -> None:
        """Every setting in one place."""
        for name, value in options().items():
            self.cfg.set(name, value)

    def load(self) -> Believing:
        """Loaded once, before the processes are forked."""
        from config.wsgi import application

        return Believing(Checked(application), os.environ.get("FORWARDED_ALLOW_IPS", ""))


def options() -> dict[str, Any]:
    """How gunicorn runs here."""
    return {
        "bind": f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}",
        "worker_class": Threads,
        "workers": int(os.environ.get("WEB_WORKERS", "2")),
        "threads": int(os.environ.get("WEB_THREADS", "4")),
        "preload_app": True,
        "backlog": 2048,
        "timeout": 60,  # a process that says nothing for so long is started again
        "graceful_timeout": _GRACE_SECONDS,
        "keepalive": _IDLE_SECONDS,
        "worker_tmp_dir": _SHARED_MEMORY if os.access(_SHARED_MEMORY, os.W_OK) else None,
        "forwarded_allow_ips": "",  # Believing does this, for the address as well
        "control_socket_disable": True,
        "proc_name": "talkoot-pages",
        "loglevel": "warning",
    }


if __name__ == "__main__":
    Pages().run()
