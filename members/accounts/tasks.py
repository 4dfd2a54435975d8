"""The tasks of the accounts room; thin, so that the work can be called without Celery too."""

from celery import shared_task

from members.accounts import sealing


@shared_task(name="members.accounts.reseal")
def reseal() -> None:
    """Bring the secrets of second factors under the key of now."""
    sealing.reseal_all()
