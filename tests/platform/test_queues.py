"""Queues by urgency, with a real broker and the worker as it runs: what is long never delays what is urgent."""

import fnmatch
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from celery import Celery, current_app

from config.queues import BULK, LANES, NOW, QUEUES
from config.schedule import SCHEDULE
from tests.members.activity.stage import Stage, until

LONG_TASKS = 1000
RINGS = 24
MOST_SECONDS = 1.0


@pytest.fixture
def stage(transactional_db: None) -> Iterator[Stage]:
    there = Stage()
    yield there
    there.close()


def queue_of(task: str) -> str:
    """Where Celery sends a task of this name."""
    return str(current_app.amqp.router.route({}, task)["queue"].name)


def test_what_somebody_waits_for_is_now_and_what_takes_long_is_bulk() -> None:
    wanted = {
        "now": ["members.activity.handle", "members.notifications.mail", "members.letters.send"],
        "soon": ["community.polls.close_due", "community.threads.run_timers"],
        "bulk": ["members.digest.send", "programs.newsletters.send", "metrics.measures.keep", "members.privacy.erase"],
    }
    assert {name: [queue_of(task) for task in tasks] for name, tasks in wanted.items()} == {
        name: [name] * len(tasks) for name, tasks in wanted.items()
    }


def test_every_name_in_the_list_of_queues_is_a_task() -> None:
    current_app.loader.import_default_modules()
    tasks = set(current_app.tasks)
    for name in (*NOW, *BULK):
        assert fnmatch.filter(tasks, name), name


def test_what_is_periodic_names_no_queue_of_its_own() -> None:
    assert not [name for name, entry in SCHEDULE.items() if "queue" in entry.get("options", {})]


def test_each_queue_has_a_process_of_its_own_that_looks_at_it_first() -> None:
    assert {name: queues[0] if name != "soon" else queues[-1] for name, queues in LANES.items()} == dict(
        zip(QUEUES, QUEUES, strict=True)
    )
    assert [name for name, queues in LANES.items() if "bulk" in queues] == ["bulk"]


@pytest.mark.faults
def test_a_thousand_long_tasks_delay_nothing_urgent(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("PYTHONUNBUFFERED", "1")
    worker = stage._start([sys.executable, "-m", "tests.platform.urgent"])
    app = Celery(broker=f"redis+socket://{stage.socket}", set_as_current=False)
    notes = redis.Redis(unix_socket_path=str(stage.socket), db=5)
    for _ in range(LONG_TASKS):
        app.send_task("tests.long", queue="bulk")
    until(lambda: int(notes.get("long") or 0) > 4, 60, "the worker has begun")
    for _ in range(RINGS):
        app.send_task("tests.urgent", args=[time.time()], queue="now")
        time.sleep(0.2)
    until(lambda: notes.llen("urgent") == RINGS, 30, "all of them were run")
    waited = sorted(float(one) for one in notes.lrange("urgent", 0, -1))
    assert stage.broker.llen("bulk") > LONG_TASKS / 2, "the long ones were over too soon to delay anything"
    assert waited[-1] < MOST_SECONDS, waited
    assert (tmp_path / "talkoot-worker-now.alive").exists()

    began = time.monotonic()
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=30) == 0
    assert time.monotonic() - began < 10
    left = stage.broker.llen("bulk") + stage.broker.hlen("unacked")
    assert int(notes.get("long") or 0) + left == LONG_TASKS, "each long one is done, or waits for another worker"
