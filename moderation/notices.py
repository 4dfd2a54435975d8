"""Who is told of what in moderation."""

from moderation.appeals import announcing as appeals  # noqa: F401
