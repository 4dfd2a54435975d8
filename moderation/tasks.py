"""Index of the tasks of all rooms, where Celery looks for them."""

from moderation.statements import tasks as statements_tasks

__all__ = ["statements_tasks"]
