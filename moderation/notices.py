"""Who is told of what in moderation."""

from moderation.appeals import announcing as appeals
from moderation.escalation import notices as escalation
from moderation.reports import notices as reports
from moderation.review import counted as review
from moderation.rota import notices as rota
from moderation.sanctions import notices as sanctions
from moderation.seconding import notices as seconding
from moderation.statements import notices as statements

__all__ = [
    "appeals",
    "escalation",
    "reports",
    "review",
    "rota",
    "sanctions",
    "seconding",
    "statements",
]
