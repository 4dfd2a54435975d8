"""What rooms add to the page of a case."""

import moderation.reports.panels  # noqa: F401
