"""The tasks of the notifications room; thin, so that the work can be called without Celery too."""

from celery import shared_task

from members.notifications import gathering_pushes, pushing, tidying
from members.notifications.delivering import deliver
from members.notifications.gathering import gather


@shared_task(name="members.notifications.mail")
def mail() -> None:
    """Gather what waited long enough into mails, and send what is due."""
    gather()
    deliver()


@shared_task(name="members.notifications.push")
def push() -> None:
    """Gather what waited long enough into pushes, and send what is due."""
    gathering_pushes.gather()
    pushing.deliver()


@shared_task(name="members.notifications.tidy")
def tidy() -> None:
    """Let go of what is too old to matter."""
    tidying.tidy()
