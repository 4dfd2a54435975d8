"""Index of the tasks of all rooms, where Celery looks for them."""

from moderation.escalation import tasks as escalation
from moderation.reports import tasks as reports
from moderation.rota import tasks as rota
from moderation.sanctions import tasks as sanctions
from moderation.screening import tasks as screening
from moderation.statements import tasks as statements
from moderation.transparency import tasks as transparency

__all__ = [
    "escalation",
    "reports",
    "rota",
    "sanctions",
    "screening",
    "statements",
    "transparency",
]
