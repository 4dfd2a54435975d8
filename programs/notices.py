"""Who is told of what in programs."""

from programs.amas import notices as amas

__all__ = ["amas"]
