"""A worker with two tasks for tests: one that takes a while, and one that says when it was run."""

import time

import redis
from celery import current_app, shared_task

from config import worker

WORK_SECONDS = 0.1


def broker() -> redis.Redis:
    return redis.Redis(unix_socket_path=current_app.conf.broker_url.removeprefix("redis+socket://"), db=5)


@shared_task(name="tests.long")
def be_long() -> None:
    """Takes its time, and counts itself when it is over."""
    time.sleep(WORK_SECONDS)
    broker().incr("long")


@shared_task(name="tests.urgent")
def be_urgent(sent_at: float) -> None:
    """Says after how many seconds it was run."""
    broker().rpush("urgent", time.time() - sent_at)


if __name__ == "__main__":
    worker.main()
