"""What moderation has of a member, for a copy of it and for erasing it."""

import moderation.reports.own_data  # noqa: F401
