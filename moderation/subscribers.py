"""Who in moderation reacts to what happens."""

from moderation.appeals import permissions as appeal_permissions  # noqa: F401
from moderation.appeals import subscribers as appeal_subscribers  # noqa: F401
