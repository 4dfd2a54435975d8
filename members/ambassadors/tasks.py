"""The tasks of ambassadors; thin, so that the work can be called without Celery too."""

from celery import shared_task

from members.ambassadors import beginning, renewing


@shared_task(name="members.ambassadors.look_after")
def look_after_ambassadors() -> None:
    """Give places to new ambassadors, and ask, remind or thank those whose year ends."""
    while beginning.begin_due():
        pass
    renewing.look_after()
