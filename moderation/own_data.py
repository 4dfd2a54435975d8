"""What moderation has of a member, for a copy of it and for erasing it."""

from moderation.review import own_data as _review  # noqa: F401
