"""Index of the tasks of all rooms, where Celery looks for them."""

from members.activity.tasks import handle, make_partitions, relay, sweep

__all__ = ["handle", "make_partitions", "relay", "sweep"]
