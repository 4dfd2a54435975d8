"""Alerts: what the clock does."""

from celery import shared_task

from metrics.alerts.watching import watch_yesterday


@shared_task(name="metrics.alerts.watch")
def watch() -> int:
    """Look for alerts of the day that is over, each kind once; returns how much opened or closed."""
    return watch_yesterday()
