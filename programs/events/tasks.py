"""What workers do for events."""

from celery import shared_task

from programs.events.answering import look_after_places


@shared_task(name="programs.events.look_after_places")
def look_after_event_places() -> int:
    """Free places of those who left or are suspended; returns how many."""
    return look_after_places()
