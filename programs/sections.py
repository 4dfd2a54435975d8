"""What programs say in the digest."""

from programs.amas import digesting as amas

__all__ = ["amas"]
