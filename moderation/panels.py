"""What rooms add to the page of a case."""

from moderation.escalation import panels as escalation_panels  # noqa: F401 - declared by being loaded
from moderation.rota import panels as rota_panels  # noqa: F401 - declared by being loaded
from moderation.stats import panels as stats_panels  # noqa: F401 - declared by being loaded
