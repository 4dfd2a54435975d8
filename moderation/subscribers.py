"""Who in moderation reacts to what happens."""

from moderation.escalation import acts as escalation_acts  # noqa: F401 - declared by being loaded
from moderation.rota import hours as rota_hours  # noqa: F401 - declared by being loaded
