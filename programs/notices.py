"""Who is told of what in programs."""

from programs.events import notices as events
from programs.series import notices as series

__all__ = ["events", "series"]
