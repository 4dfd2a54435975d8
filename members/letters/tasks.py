"""The tasks of the letters room; thin, so that the work can be called without Celery too."""

from celery import shared_task

from members.letters import delivering


@shared_task(name="members.letters.send")
def send() -> None:
    """Send the letters about accounts and invitations that are due."""
    delivering.deliver()


@shared_task(name="members.letters.forget")
def forget() -> None:
    """Let go of what is left of old letters."""
    delivering.forget()
