"""What programs have of a member, for a copy of it and for erasing it."""

from programs.challenges import leaving as challenges

__all__ = ["challenges"]
