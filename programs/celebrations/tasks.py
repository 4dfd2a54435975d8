"""What workers do for celebrations."""

from celery import shared_task

from programs.celebrations import finding


@shared_task(name="programs.celebrations.find_anniversaries")
def find_anniversaries() -> int:
    """Celebrate years of joining, once each; returns how many."""
    return finding.find_anniversaries()
