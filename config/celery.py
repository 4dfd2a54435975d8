"""Celery: the bell that wakes a worker. What is owed stands in PostgreSQL."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("talkoot")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
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
    },
    task_default_queue="soon",
    timezone="UTC",
)
app.autodiscover_tasks()
app.conf.beat_schedule_filename = ""


@app.on_after_finalize.connect
def _load_schedule(sender: Celery, **_: object) -> None:
    """Everything periodic stands in config/schedule.py."""
    from config.schedule import SCHEDULE

    sender.conf.beat_schedule = SCHEDULE
