"""Who is told of what in moderation."""

import moderation.reports.notices  # noqa: F401
