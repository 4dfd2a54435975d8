"""Index of the tasks of all rooms, where Celery looks for them."""

from members.activity.tasks import handle, make_partitions, relay, sweep
from members.notifications.tasks import mail, tidy

__all__ = ["handle", "mail", "make_partitions", "relay", "sweep", "tidy"]
