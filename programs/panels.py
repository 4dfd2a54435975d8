"""Where programs show themselves on pages of other apps."""

from programs.calendar import places as calendar

__all__ = ["calendar"]
