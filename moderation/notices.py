"""Who is told of what in moderation."""

import moderation.sanctions.notices  # noqa: F401 - registered here
