"""Who is told of what in programs."""

from programs.challenges import notices as challenges

__all__ = ["challenges"]
