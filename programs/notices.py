"""The notices of all rooms."""

from programs.events import notices as _events  # noqa: F401
