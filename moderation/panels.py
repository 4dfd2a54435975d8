"""What rooms add to the page of a case."""

import moderation.sanctions.panels  # noqa: F401 - registered here
from moderation.guidelines import panels as guidelines_panels

__all__ = ["guidelines_panels"]
from moderation.screening import panel as screening_panel  # noqa: F401 - registers it
import moderation.reports.panels  # noqa: F401
from moderation.escalation import panels as escalation_panels  # noqa: F401 - declared by being loaded
from moderation.rota import panels as rota_panels  # noqa: F401 - declared by being loaded
from moderation.stats import panels as stats_panels  # noqa: F401 - declared by being loaded
