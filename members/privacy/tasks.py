"""The tasks of the privacy room; thin, so that the work can be called without Celery too."""

from celery import shared_task

from members.privacy import erasing, gathering, leaving

SECONDS = 20


@shared_task(name="members.privacy.export")
def export() -> None:
    """Go on with copies that members asked for, some seconds long."""
    gathering.make_due(SECONDS)


@shared_task(name="members.privacy.remove_ended")
def remove_ended() -> None:
    """Delete copies whose seven days are over."""
    gathering.remove_ended()


@shared_task(name="members.privacy.warn")
def warn() -> None:
    """Write to whoever has three days left to come back."""
    leaving.warn_ending()


@shared_task(name="members.privacy.erase")
def erase() -> None:
    """Go on with accounts whose fourteen days are over, some seconds long."""
    erasing.erase_due(SECONDS)
