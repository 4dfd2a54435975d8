"""Who is told of what in programs."""

from programs.amas import notices as amas
from programs.series import notices as series

__all__ = ["series"]
"""The notices of all rooms."""

from programs.events import notices as _events  # noqa: F401
__all__ = ["amas", "series"]
