"""Nothing lost, nothing twice: real workers, a real broker, a real database, and real trouble."""

import json
import time
from base64 import b64decode
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction

from members.activity.log import record
from members.activity.models import Activity
from members.activity.receipts import Receipt
from members.activity.relay import owed
from tests.members.activity.stage import Stage, until

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
Effects = Callable[[], list[tuple[int, str]]]


@pytest.fixture
def stage(lasting_effects: Effects) -> Iterator[Stage]:
    """Real processes, ended before the database is cleared."""
    made = Stage()
    yield made
    made.close()


def happens(count: int, verb: str = "rehearsal.held", **facts: Any) -> list[int]:
    """Record something so many times, each in its own transaction; the ids."""
    ids = []
    for _ in range(count):
        with transaction.atomic():
            ids.append(record(verb, **facts).pk)
    return ids


def everything_is_delivered() -> bool:
    """Nothing undispatched, waiting, failing or dead."""
    return owed().everything_is_delivered


def once_each(ids: list[int], *reactions: str) -> list[tuple[int, str]]:
    """The effects there should be: every reaction to every activity, exactly once."""
    return sorted((activity, reaction) for activity in ids for reaction in reactions)


def has_begun(before: int) -> Callable[[], bool]:
    """Whether fewer activities are undispatched than there were."""
    return lambda: Activity.objects.undispatched().count() < before


def receipts_in(message: bytes | str) -> int:
    """How many receipts a task in the broker is about."""
    arguments, _options, _links = json.loads(b64decode(json.loads(message)["body"]))
    return len(arguments)


def in_the_middle() -> bool:
    """Whether some worker is inside a reaction right now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%pg_sleep%' "
            "AND state = 'active' AND pid <> pg_backend_pid()"
        )
        return bool(cursor.fetchone()[0])


def test_a_reaction_that_fails_recovers_and_happens_once(stage: Stage, lasting_effects: Effects) -> None:
    stage.worker()
    stage.scheduler()
    ids = happens(10, "rehearsal.stumbled")
    until(everything_is_delivered, 90, "everything is delivered")
    assert lasting_effects() == once_each(ids, "rehearsal.stumbling")
    assert set(Receipt.objects.values_list("attempts", "last_error")) == {(2, "RuntimeError: The first try fails.")}


def test_a_worker_killed_in_the_middle_loses_nothing_and_doubles_nothing(
    stage: Stage, lasting_effects: Effects
) -> None:
    worker = stage.worker()
    stage.scheduler()
    ids = happens(20, seconds=0.2)
    for _ in range(2):
        until(in_the_middle, 90, "a worker is in the middle of a reaction")
        stage.kill(worker)
        worker = stage.worker()
    until(everything_is_delivered, 90, "everything is delivered")
    assert lasting_effects() == once_each(ids, "rehearsal.slow", "rehearsal.steady")
    assert Receipt.objects.filter(attempts__gt=1).exists()


def test_a_broker_that_is_emptied_loses_nothing(stage: Stage, lasting_effects: Effects) -> None:
    stage.worker()
    stage.scheduler()
    ids = []
    for pause in (0.1, 0.5, 0.2, 0.6, 0.3):
        ids += happens(20, seconds=0.05)
        time.sleep(pause)
        stage.broker.flushall()
    until(everything_is_delivered, 90, "everything is delivered")
    assert lasting_effects() == once_each(ids, "rehearsal.slow", "rehearsal.steady")


def test_four_relays_at_once_dispatch_each_activity_once(stage: Stage, lasting_effects: Effects) -> None:
    ids = happens(60)
    relays = [stage.scheduler(relay_only=True) for _ in range(4)]
    ids += happens(120)
    stage.worker()
    until(lambda: not Activity.objects.undispatched().exists(), 90, "everything is dispatched")
    assert all(relay.poll() is None for relay in relays), stage.log()
    assert Counter(Receipt.objects.values_list("activity", flat=True)) == dict.fromkeys(ids, 2)
    until(everything_is_delivered, 90, "everything is delivered")
    assert lasting_effects() == once_each(ids, "rehearsal.slow", "rehearsal.steady")


def test_a_relay_killed_at_any_moment_loses_nothing(stage: Stage, lasting_effects: Effects) -> None:
    ids = happens(200)
    stage.worker()
    for _ in range(2):
        relay = stage.scheduler(relay_only=True)
        until(has_begun(Activity.objects.undispatched().count()), 90, "the relay has begun")
        stage.kill(relay)
    stage.broker.flushall()
    stage.scheduler()
    until(everything_is_delivered, 90, "everything is delivered")
    assert lasting_effects() == once_each(ids, "rehearsal.slow", "rehearsal.steady")


def test_tasks_delivered_many_times_are_done_once(stage: Stage, lasting_effects: Effects) -> None:
    stage.scheduler(relay_only=True)
    ids = happens(30, seconds=0.02)
    until(lambda: sum(map(receipts_in, stage.broker.lrange("now", 0, -1))) == 60, 90, "every receipt is queued")
    for message in stage.broker.lrange("now", 0, -1) * 2:
        stage.broker.lpush("now", message)
    stage.worker()
    until(everything_is_delivered, 90, "everything is delivered")
    until(lambda: stage.broker.llen("now") == 0, 90, "every duplicate was taken")
    assert lasting_effects() == once_each(ids, "rehearsal.slow", "rehearsal.steady")


def sessions_begun() -> int:
    """How many sessions the database of the test has ever seen."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sessions FROM pg_stat_database WHERE datname = current_database()")
        return int(cursor.fetchone()[0])


def test_a_worker_keeps_its_connections_and_gets_over_losing_them(stage: Stage, lasting_effects: Effects) -> None:
    stage.worker()
    scheduler = stage.scheduler()
    ids = happens(10)
    until(everything_is_delivered, 90, "everything is delivered")
    before = sessions_begun()
    for _ in range(10):
        ids += happens(2)
        until(everything_is_delivered, 90, "everything is delivered")
    assert sessions_begun() - before <= 4  # two processes; with one for each of the twenty tasks and more it was 40
    stage.kill(scheduler)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    stage.scheduler()
    ids += happens(10)
    until(everything_is_delivered, 90, "everything is delivered")
    assert lasting_effects() == once_each(ids, "rehearsal.slow", "rehearsal.steady")
