"""The demo community in numbers: its days, scores and alerts, as the nights before would have left them."""

from __future__ import annotations

import structlog
from celery import current_app

log = structlog.get_logger(__name__)

TURNS = (
    ("metrics.rollups.catch_up", 0), ("metrics.tone.catch_up", 30), ("metrics.measures.keep", 60),
    ("metrics.alerts.watch", 90), ("metrics.effects.weigh", 95),
    ("metrics.experiments.look_after", 100), ("metrics.measures.keep", 150),
)  # fmt: skip
"""What makes numbers, one after the other, and after how many seconds each begins; the schedule does what is left."""


def measure_soon() -> None:
    """Leave it to the worker, as soon as there is one: nobody waits for numbers to see the first page."""
    for task, seconds in TURNS:
        try:
            current_app.send_task(task, countdown=seconds, retry=False)
        except Exception as error:
            log.warning("The numbers of the demo community come some minutes later.", error=str(error))
            return
