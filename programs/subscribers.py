"""What programs do when something happened."""

from programs.amas import searching as amas

__all__ = ["amas"]
