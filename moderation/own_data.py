"""What moderation has of a member, for a copy of it and for erasing it."""

from moderation.screening import own_data as screening_own_data  # noqa: F401 - registers it
