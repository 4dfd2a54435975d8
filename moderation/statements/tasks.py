"""The task of the statements; thin, so that the work can be called without Celery too."""

from celery import shared_task

from moderation.statements import mailing, owing


@shared_task(name="moderation.statements.send")
def send() -> None:
    """Tell members of decisions that can no longer be undone."""
    owing.owe_due()
    mailing.deliver()
