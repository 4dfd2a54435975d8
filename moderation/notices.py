"""Who is told of what in moderation."""

from moderation.escalation import notices as escalation_notices  # noqa: F401 - declared by being loaded
from moderation.rota import notices as rota_notices  # noqa: F401 - declared by being loaded
