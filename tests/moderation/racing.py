"""Several people at one thing in the same moment, each with a connection of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from time import sleep
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from members.profiles.refusing import NotNow
from moderation.appeals.deciding import SaidMeanwhile
from moderation.appeals.opening import DecidedBefore
from moderation.review.deciding import ChangedMeanwhile, ClaimedMeanwhile, DecidedMeanwhile, TooLate

if TYPE_CHECKING:
    from django.db.models import Model

REFUSALS = (DecidedMeanwhile, ClaimedMeanwhile, ChangedMeanwhile, TooLate, NotNow, DecidedBefore, SaidMeanwhile)


def tried(act: Callable[[], Any]) -> Any:
    """What it gave, or the refusal it got; what it leaves open of the database is closed."""
    try:
        return act()
    except REFUSALS as refusal:
        return refusal
    finally:
        connection.close()


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each gave, or the refusal it got; begun together."""
    begin = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        begin.wait(timeout=20)
        return tried(act)

    with ThreadPoolExecutor(len(acts)) as crowd:
        return list(crowd.map(run, acts))


@contextmanager
def while_it_waits(thing: Model, act: Callable[[], Any]) -> Iterator[list[Any]]:
    """Have `act` wait for the row of a thing while the body runs; then it goes on, and the list holds what it gave."""
    given: list[Any] = []
    with ThreadPoolExecutor(1) as sender:
        with transaction.atomic():
            type(thing)._base_manager.select_for_update(of=("self",)).get(pk=thing.pk)
            answer = sender.submit(tried, act)
            while not (answer.done() or _somebody_waits()):
                sleep(0.01)
            yield given
        given.append(answer.result())


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
        return cursor.fetchone() is not None
