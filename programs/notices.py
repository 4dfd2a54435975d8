"""Who is told of what in programs."""

from programs.amas import notices as amas
from programs.series import notices as series

__all__ = ["series"]
"""The notices of all rooms."""

from programs.events import notices as _events  # noqa: F401
__all__ = ["amas", "series"]
"""Who is told of what in programs; the rooms say it."""

from programs.feedback import announcing as _feedback  # noqa: F401
from programs.surveys import announcing as _surveys  # noqa: F401
