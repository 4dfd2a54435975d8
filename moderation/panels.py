"""What rooms add to the page of a case."""

import moderation.sanctions.panels  # noqa: F401 - registered here
