"""What community has of a member, for a copy of it and for erasing it."""

from community.leaving import copying, steps

__all__ = ["copying", "steps"]
