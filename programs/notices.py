"""Who is told of what in programs."""

from programs.series import notices as series

__all__ = ["series"]
