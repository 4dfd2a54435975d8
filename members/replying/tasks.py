"""The tasks of the replying room; thin, so that the work can be called without Celery too."""

from celery import shared_task

from members.replying import receiving


@shared_task(name="members.replying.read")
def read_mail() -> None:
    """Read the mail that came in."""
    receiving.read_all()


@shared_task(name="members.replying.forget")
def forget_mail() -> None:
    """Let go of what is left of old mail."""
    receiving.forget()
