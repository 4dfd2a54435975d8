"""The tasks of drafts."""

from celery import shared_task

from community.drafts import keeping


@shared_task(name="community.drafts.forget_old")
def forget_old() -> None:
    """Delete drafts nobody touched for 180 days."""
    keeping.forget_old()
