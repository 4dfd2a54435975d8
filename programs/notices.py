"""Who is told of what in programs; the rooms say it."""

from programs.feedback import announcing as _feedback  # noqa: F401
from programs.surveys import announcing as _surveys  # noqa: F401
