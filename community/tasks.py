"""Index of the tasks of all rooms, where Celery looks for them."""

from community.chat.tasks import rest_quiet
from community.drafts.tasks import forget_old
from community.polls.tasks import close_due
from community.search.tasks import write_search_index
from community.uploads.tasks import forget_unused

__all__ = ["close_due", "forget_old", "forget_unused", "rest_quiet", "write_search_index"]
