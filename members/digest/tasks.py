"""The tasks of the digest; thin, so that the work can be called without Celery too."""

from celery import shared_task

from members.digest import delivering, enrolling, gathering, tidying


@shared_task(name="members.digest.enrol")
def enrol_digests() -> None:
    """Write a row for everybody whose hour has come."""
    enrolling.enrol()


@shared_task(name="members.digest.send")
def send_digests() -> None:
    """Choose for those who wait, and send what is due; for less than half a minute, so that others get their turn."""
    gathering.gather(10)
    delivering.deliver(15)


@shared_task(name="members.digest.tidy")
def tidy_digests() -> None:
    """Let go of what was chosen for old digests."""
    tidying.tidy()
