"""The scheduler: `python -m config.scheduler`. One for the whole community; it rings for what config/schedule.py names.

It remembers in TALKOOT_HOME/run/schedule what ran when, so that what was missed while it was away runs once.
"""

import os
from pathlib import Path
from typing import Any

from celery.beat import PersistentScheduler

from config.alive import show_life


class Scheduler(PersistentScheduler):
    """Celery's scheduler, showing at each step that it is alive."""

    def tick(self, *args: Any, **named: Any) -> float:
        """One step; returns the seconds until the next one."""
        show_life("scheduler")
        return float(super().tick(*args, **named))


def run(schedule: Path) -> None:
    """Ring until told to end."""
    from config.celery import app

    os.environ["CELERY_SKIP_CHECKS"] = "true"
    schedule.parent.mkdir(parents=True, exist_ok=True)
    app.Beat(schedule=str(schedule), scheduler="config.scheduler:Scheduler", loglevel="INFO").run()


def main() -> None:
    """Load everything, then run."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.conf import settings

    run(settings.TALKOOT_HOME / "run" / "schedule")


if __name__ == "__main__":
    main()
