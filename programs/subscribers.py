"""What the rooms do when something happens."""

from programs.events import subscribers as _events  # noqa: F401
"""What programs do when something happened."""

from programs.amas import searching as amas

__all__ = ["amas"]
