"""Who is told of what in programs."""

from programs.amas import notices as amas
from programs.series import notices as series

__all__ = ["amas", "series"]
