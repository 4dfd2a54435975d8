"""Work in the background for chat."""

from celery import shared_task

from community.chat.resting import rest_quiet_rooms


@shared_task(name="community.chat.rest_quiet_rooms")
def rest_quiet() -> int:
    """Put rooms to rest in which nobody wrote for 30 days."""
    return rest_quiet_rooms()
