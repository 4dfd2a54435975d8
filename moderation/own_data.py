"""What moderation has of a member, for a copy of it and for erasing it."""

from moderation.appeals import own_data as appeals
from moderation.escalation import own_data as escalation
from moderation.guidelines import own_data as guidelines
from moderation.replies import own_data as replies
from moderation.reports import own_data as reports
from moderation.review import own_data as review
from moderation.rota import own_data as rota
from moderation.sanctions import own_data as sanctions
from moderation.screening import own_data as screening

__all__ = [
    "appeals",
    "escalation",
    "guidelines",
    "replies",
    "reports",
    "review",
    "rota",
    "sanctions",
    "screening",
]
