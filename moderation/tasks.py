"""Index of the tasks of all rooms, where Celery looks for them."""

from moderation.transparency.tasks import write_transparency_reports  # noqa: F401
