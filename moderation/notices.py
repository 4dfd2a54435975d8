"""Who is told of what in moderation."""

import moderation.sanctions.notices  # noqa: F401 - registered here
from moderation.appeals import announcing as appeals  # noqa: F401
from moderation.statements import notices as statement_notices

__all__ = ["statement_notices"]
import moderation.reports.notices  # noqa: F401
from moderation.escalation import notices as escalation_notices  # noqa: F401 - declared by being loaded
from moderation.rota import notices as rota_notices  # noqa: F401 - declared by being loaded
