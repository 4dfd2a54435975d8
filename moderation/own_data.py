"""What moderation has of a member, for a copy of it and for erasing it."""

from moderation.escalation import own_data as escalation_own_data  # noqa: F401 - declared by being loaded
from moderation.rota import own_data as rota_own_data  # noqa: F401 - declared by being loaded
