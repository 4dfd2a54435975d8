"""The worker: `python -m config.worker`. One process for each queue, so that a digest never delays a notification.

WORKER_NOW, WORKER_SOON and WORKER_BULK say how many tasks of each run at a time; 0 leaves that queue to other machines.
On SIGTERM each process finishes what it has begun; what it cannot finish is done by another one later.
"""

import gc
import os
import sys
from collections.abc import Callable

from config.alive import show_life
from config.queues import LANES, THREADS
from config.running.children import Child, Ready, keep

_SIGN_SECONDS = 10
_PATIENCE_SECONDS = 3600.0  # whoever stops us says how long a stop may take
_NICER = {"now": 5, "soon": 10, "bulk": 15}
"""Where there is too much to do, people's pages come first, then what they wait for."""


def lane(name: str, threads: int) -> Callable[[Ready], None]:
    """What the process of one queue does, until it is told to end."""

    def work(ready: Ready) -> None:
        from celery.signals import heartbeat_sent, worker_ready

        from config.celery import app

        os.environ["CELERY_SKIP_CHECKS"] = "true"  # the code was checked before anything started
        os.nice(_NICER[name])
        worker_ready.connect(lambda **_: ready(), weak=False)
        # Only while the broker answers: a worker that hears nothing is not alive.
        heartbeat_sent.connect(lambda **_: show_life(f"worker-{name}"), weak=False)
        app.worker_main(
            [
                *("worker", "--pool=threads", f"--concurrency={threads}", f"--queues={','.join(LANES[name])}"),
                *(f"--hostname={name}@%h", "--loglevel=INFO", f"--heartbeat-interval={_SIGN_SECONDS}"),
                *("--without-gossip", "--without-mingle"),
            ]
        )

    return work


def threads_of(name: str) -> int:
    """How many tasks of a queue may run at a time here; ends the process with a sentence if that is no number."""
    told = os.environ.get(f"WORKER_{name.upper()}") or str(THREADS[name])
    if not told.isdecimal():
        sys.exit(f"WORKER_{name.upper()} is {told!r}; it must be a number such as {THREADS[name]}, or 0 for none here.")
    return int(told)


def main() -> None:
    """Run all queues that this machine is for; what dies is started again."""
    counts = {name: threads_of(name) for name in LANES}
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    import config.celery

    config.celery.app.loader.import_default_modules()
    gc.freeze()
    children = [Child(None, f"worker-{name}", lane(name, count)) for name, count in counts.items() if count]
    keep(children, _PATIENCE_SECONDS)


if __name__ == "__main__":
    main()
