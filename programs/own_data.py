"""What programs have of a member, for a copy of it and for erasing it."""

from programs.calendar import own_data as calendar

__all__ = ["calendar"]
