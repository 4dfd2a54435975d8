"""What programs say in the digest."""

from programs.challenges import digesting as challenges

__all__ = ["challenges"]
