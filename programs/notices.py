"""Who is told of what in programs."""

from programs.series import notices as series

__all__ = ["series"]
"""The notices of all rooms."""

from programs.events import notices as _events  # noqa: F401
