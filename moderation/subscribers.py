"""Who in moderation reacts to what happens."""

import moderation.reports.subscribers  # noqa: F401
