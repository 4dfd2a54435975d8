"""Index of the tasks of all rooms, where Celery looks for them."""

from metrics.memos.tasks import send_memos, tidy_memos

__all__ = ["send_memos", "tidy_memos"]
