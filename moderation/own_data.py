"""What moderation has of a member, for a copy of it and for erasing it."""

from moderation.review import own_data as review

__all__ = ["review"]
import moderation.sanctions.own_data  # noqa: F401 - registered here
from moderation.appeals import own_data as appeals  # noqa: F401
from moderation.guidelines import own_data as guidelines_own_data
from moderation.replies import own_data as replies_own_data

__all__ = ["guidelines_own_data"]
__all__ += ["replies_own_data"]
from moderation.screening import own_data as screening_own_data  # noqa: F401 - registers it
import moderation.reports.own_data  # noqa: F401
from moderation.review import own_data as _review  # noqa: F401
from moderation.escalation import own_data as escalation_own_data  # noqa: F401 - declared by being loaded
from moderation.rota import own_data as rota_own_data  # noqa: F401 - declared by being loaded
