"""Two people at one poll in the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import sleep
from typing import Any

import pytest
from django.db import connection, transaction

from community.polls.models import Poll

Overtake = Callable[[Poll, Callable[[], Any], Callable[[], object]], Any]


@pytest.fixture
def overtake(transactional_db: None) -> Overtake:
    """Send a request that has read the poll and waits for its row, act before it gets there; returns its answer."""

    def both(poll: Poll, send: Callable[[], Any], act: Callable[[], object]) -> Any:
        def sent() -> Any:
            try:
                return send()
            finally:
                connection.close()

        with ThreadPoolExecutor(1) as sender:
            with transaction.atomic():
                Poll.objects.locked(poll.pk)
                answer = sender.submit(sent)
                while not (answer.done() or _somebody_waits()):
                    sleep(0.01)
                act()
            return answer.result()

    return both


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
        return cursor.fetchone() is not None
