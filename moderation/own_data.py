"""What moderation has of a member, for a copy of it and for erasing it."""

from moderation.guidelines import own_data as guidelines_own_data
from moderation.replies import own_data as replies_own_data

__all__ = ["guidelines_own_data"]
__all__ += ["replies_own_data"]
