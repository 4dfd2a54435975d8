"""The tasks of uploads."""

from celery import shared_task

from community.uploads import storing


@shared_task(name="community.uploads.forget_unused")
def forget_unused() -> None:
    """Delete pictures that nobody used."""
    storing.forget_unused()
