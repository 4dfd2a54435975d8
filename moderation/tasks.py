"""Index of the tasks of all rooms, where Celery looks for them."""

from moderation.screening.tasks import back_test  # noqa: F401 - found by Celery
