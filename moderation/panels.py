"""What rooms add to the page of a case."""

from moderation.escalation import panels as escalation
from moderation.guidelines import panels as guidelines
from moderation.reports import panels as reports
from moderation.rota import panels as rota
from moderation.sanctions import panels as sanctions
from moderation.screening import panel as screening
from moderation.stats import panels as stats

__all__ = [
    "escalation",
    "guidelines",
    "reports",
    "rota",
    "sanctions",
    "screening",
    "stats",
]
