"""What workers do for experiments."""

from celery import shared_task

from metrics.experiments.looking import look_after_all


@shared_task(name="metrics.experiments.look_after")
def look_after_experiments() -> int:
    """Look at each experiment when it is time, and settle those whose rule says so; returns how many."""
    return look_after_all()
