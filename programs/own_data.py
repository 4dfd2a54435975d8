"""What programs have of a member, for a copy of it and for erasing it."""

from programs.amas import leaving as amas

__all__ = ["amas"]
