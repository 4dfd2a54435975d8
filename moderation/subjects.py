"""What cases can be about, of members and of moderation itself."""

from moderation.appeals import subject as appeal_subject  # noqa: F401
