"""Celery: the bell that wakes a worker. What is owed stands in PostgreSQL."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from celery import Celery
from celery.signals import task_postrun, task_prerun
from django.db import close_old_connections

from config.queues import SETTINGS

if TYPE_CHECKING:
    from celery import Task

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("talkoot")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    **SETTINGS,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_ignore_result=True,
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
    broker_transport_options={
        "visibility_timeout": 60,
        "unacked_restore_throttle": 1,
        "unacked_restore_interval": 10,
        "queue_order_strategy": "priority",  # a process that looks at two queues takes from the first one first
    },
    timezone="UTC",
)
app.autodiscover_tasks()
app.conf.beat_schedule_filename = ""
app.conf["CELERY_DB_REUSE_MAX"] = sys.maxsize  # see _look_after_connections


@task_prerun.connect(dispatch_uid="connections")
@task_postrun.connect(dispatch_uid="connections")
def _look_after_connections(task: Task[..., object], **_: object) -> None:
    """A thread keeps its connection for its next task as a request does; Celery would open one for every task."""
    if not task.request.is_eager:
        close_old_connections()


@app.on_after_finalize.connect
def _load_schedule(sender: Celery, **_: object) -> None:
    """Everything periodic stands in config/schedule.py."""
    from config.schedule import SCHEDULE

    sender.conf.beat_schedule = SCHEDULE
