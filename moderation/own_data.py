"""What moderation has of a member, for a copy of it and for erasing it."""

import moderation.sanctions.own_data  # noqa: F401 - registered here
