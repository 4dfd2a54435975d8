"""Index of the tasks of all rooms, where Celery looks for them."""

from moderation.escalation.tasks import go_on, send  # noqa: F401 - found here by Celery
from moderation.rota.tasks import look, make_ahead  # noqa: F401 - found here by Celery
