"""The tasks of recognition; thin, so that the work can be called without Celery too."""

from celery import shared_task

from members.recognition import awarding, counting, weighing


@shared_task(name="members.recognition.weigh")
def weigh() -> None:
    """Let everybody's level follow what they did, and what time made of it."""
    weighing.weigh_all()


@shared_task(name="members.recognition.award")
def award() -> None:
    """Give every badge to whoever meets its criterion by now."""
    awarding.award_due()


@shared_task(name="members.recognition.count")
def count() -> None:
    """Count this month's points, where points are counted."""
    counting.count_now()


@shared_task(name="members.recognition.count_season")
def count_season() -> None:
    """Count the points of the whole season anew, and forget older ones."""
    counting.count_season()
