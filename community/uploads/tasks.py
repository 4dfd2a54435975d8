"""The tasks of uploads."""

from celery import shared_task

from community.uploads import storing, thumbs

SECONDS = 20


@shared_task(name="community.uploads.forget_unused")
def forget_unused() -> None:
    """Delete pictures and files that nobody used."""
    storing.forget_unused()


@shared_task(name=thumbs.TASK, ignore_result=True)
def draw_thumbnails() -> None:
    """Draw small copies of pictures that have none, some seconds long."""
    thumbs.draw_due(SECONDS)
