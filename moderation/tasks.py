"""Index of the tasks of all rooms, where Celery looks for them."""

import moderation.reports.tasks  # noqa: F401
