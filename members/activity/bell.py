"""The bell: tells a worker that something is owed, without ever holding up the one who rings it."""

import os
import threading
import time

import structlog
from celery import current_app

log = structlog.get_logger(__name__)

CALM_SECONDS = 0.2
"""After a ring; those that come meanwhile become one, for on a busy day ringing is work too."""


class Bell:
    """One thread per process passes the rings on to a task; rings that come meanwhile become one."""

    def __init__(self, task: str = "members.activity.relay") -> None:
        self.task = task
        self.renew()
        os.register_at_fork(after_in_child=self.renew)

    def renew(self) -> None:
        """Begin anew: a forked process has none of its parent's threads, and a lock may have been held."""
        self._wanted = threading.Event()
        self._starting = threading.Lock()
        self._ringer: threading.Thread | None = None

    def ring(self) -> None:
        """Return at once, whatever the broker does."""
        self._wanted.set()
        with self._starting:
            if self._ringer is None or not self._ringer.is_alive():
                self._ringer = threading.Thread(target=self._pass_on, name="activity-bell", daemon=True)
                self._ringer.start()

    def _pass_on(self) -> None:
        while self._wanted.wait():
            self._wanted.clear()
            try:
                current_app.send_task(self.task, retry=False, expires=60)
            except Exception as error:
                # What the broker misses, the run of the scheduler finds.
                log.warning("The bell could not be rung.", task=self.task, error=str(error) or type(error).__name__)
            time.sleep(CALM_SECONDS)


_bell = Bell()


def ring() -> None:
    """Wake a worker that relays what was recorded. Never raises, never waits."""
    _bell.ring()
