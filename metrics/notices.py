"""Who is told of what in health; the rooms say it."""

from metrics.alerts import notices as _alerts  # noqa: F401
from metrics.experiments import notices as _experiments  # noqa: F401
