"""What rules can ask about what members did in programs, and its deeds in the log."""

from programs.challenges import deeds as challenges

__all__ = ["challenges"]
