"""Who is told of what in programs; the rooms say it."""

from programs.amas import notices as _amas  # noqa: F401
from programs.celebrations import announcing as _celebrations  # noqa: F401
from programs.challenges import notices as _challenges  # noqa: F401
from programs.contributions import notices as _contributions  # noqa: F401
from programs.events import notices as _events  # noqa: F401
from programs.feedback import announcing as _feedback  # noqa: F401
from programs.pilots import notices as _pilots  # noqa: F401
from programs.series import notices as _series  # noqa: F401
from programs.spotlights import announcing as _spotlights  # noqa: F401
from programs.surveys import announcing as _surveys  # noqa: F401
