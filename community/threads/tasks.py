"""Threads: what the clock does."""

from celery import shared_task

from community.threads.timing import run_due


@shared_task(name="community.threads.run_timers")
def run_timers() -> int:
    """Close, open, bring up and archive the threads whose time has come; returns how many. Also after an outage."""
    return run_due()
