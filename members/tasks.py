"""Index of the tasks of all rooms, where Celery looks for them."""

from members.accounts.tasks import reseal
from members.activity.tasks import handle, make_partitions, relay, sweep
from members.letters.tasks import forget, send
from members.notifications.tasks import mail, tidy

__all__ = ["forget", "handle", "mail", "make_partitions", "relay", "reseal", "send", "sweep", "tidy"]
