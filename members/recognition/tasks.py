"""The tasks of recognition; thin, so that the work can be called without Celery too."""

from celery import shared_task

from members.recognition import awarding, weighing


@shared_task(name="members.recognition.weigh")
def weigh() -> None:
    """Let everybody's level follow what they did, and what time made of it."""
    weighing.weigh_all()


@shared_task(name="members.recognition.award")
def award() -> None:
    """Give every badge to whoever meets its criterion by now."""
    awarding.award_due()
