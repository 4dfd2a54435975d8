"""Index of the tasks of all rooms, where Celery looks for them."""

from community.drafts.tasks import forget_old
from community.search.tasks import reindex
from community.uploads.tasks import forget_unused

__all__ = ["forget_old", "forget_unused", "reindex"]
