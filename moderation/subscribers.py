"""Who in moderation reacts to what happens."""

from moderation.reports import reacting  # noqa: F401
import moderation.sanctions.acts
import moderation.sanctions.effects
import moderation.sanctions.ladder
import moderation.sanctions.reasons  # noqa: F401 - registered here
from moderation.appeals import permissions as appeal_permissions  # noqa: F401
from moderation.appeals import subscribers as appeal_subscribers  # noqa: F401
from moderation.guidelines import accepting as guidelines_accepting
from moderation.replies import offering as replies_offering
from moderation.statements import mailing as statements_mailing
from moderation.statements import owing as statements_owing

__all__ = ["guidelines_accepting"]
__all__ += ["replies_offering"]
__all__ += ["statements_mailing"]
__all__ += ["statements_owing"]
from moderation.screening import acts as screening_acts  # noqa: F401 - words of the log
import moderation.reports.subscribers  # noqa: F401
from moderation.screening import profiles as screening_profiles  # noqa: F401 - enrols it
from moderation.escalation import acts as escalation_acts  # noqa: F401 - declared by being loaded
from moderation.rota import hours as rota_hours  # noqa: F401 - declared by being loaded
