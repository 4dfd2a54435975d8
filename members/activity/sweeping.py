"""The safety net under the broker: receipts that are due are queued again."""

from datetime import timedelta
from typing import Any

import structlog
from celery import current_app

from members.activity.receipts import Receipt
from members.activity.relay import queue

log = structlog.get_logger(__name__)

WAITED_SECONDS = 15
MOST_AT_ONCE = 1000
BUSY_ABOVE = 2000


def sweep(waited_seconds: float = WAITED_SECONDS) -> int:
    """Queue the receipts whose next try has come, and those the broker seems to have lost. Returns how many.

    A receipt queued twice is handled once. While the broker's own queue is long the workers have enough to do, and
    queueing more would only make it longer.
    """
    if _in_broker() > BUSY_ABOVE:
        return 0
    due = Receipt.objects.due(timedelta(seconds=waited_seconds)).order_by("pk")
    return queue(list(due.values_list("pk", flat=True)[:MOST_AT_ONCE]))


def _in_broker() -> int:
    """How many tasks wait in the broker; 0 if it does not answer."""
    try:
        with current_app.connection_for_read() as connection:
            name = current_app.conf.task_default_queue
            channel: Any = connection.default_channel
            return int(channel.queue_declare(queue=name, durable=True).message_count)
    except Exception as error:
        log.warning("The broker does not answer.", error=str(error) or type(error).__name__)
        return 0
