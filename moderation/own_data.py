"""What moderation has of a member, for a copy of it and for erasing it."""

from moderation.appeals import own_data as appeals  # noqa: F401
