"""Index of the tasks of all rooms, where Celery looks for them."""

from moderation.reports import reacting  # noqa: F401
from moderation.sanctions import tasks as sanctions

__all__ = ["sanctions"]
from moderation.transparency.tasks import write_transparency_reports  # noqa: F401
from moderation.statements import tasks as statements_tasks

__all__ = ["statements_tasks"]
from moderation.screening.tasks import back_test  # noqa: F401 - found by Celery
import moderation.reports.tasks  # noqa: F401
from moderation.escalation.tasks import go_on, send  # noqa: F401 - found here by Celery
from moderation.rota.tasks import look, make_ahead  # noqa: F401 - found here by Celery
