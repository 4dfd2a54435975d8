"""The tasks of bookmarks."""

from celery import shared_task

from community.bookmarks import reminding, removing


@shared_task(name="community.bookmarks.remind")
def remind() -> int:
    """Finish every reminder that is due; returns how many."""
    return reminding.remind_all()


@shared_task(name="community.bookmarks.forget_removed")
def forget_removed_bookmarks() -> None:
    """Delete for good what was removed more than a day ago."""
    removing.forget_removed()
