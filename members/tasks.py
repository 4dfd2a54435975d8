"""Index of the tasks of all rooms, where Celery looks for them."""

from members.accounts.tasks import reseal
from members.activity.tasks import handle, make_partitions, relay, sweep
from members.letters.tasks import forget, send
from members.notifications.tasks import mail, push, tidy
from members.replying.tasks import forget_mail, read_mail

__all__ = [
    "forget", "forget_mail", "handle", "mail", "make_partitions", "push", "read_mail", "relay", "reseal", "send",
    "sweep", "tidy",
]  # fmt: skip
