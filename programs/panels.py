"""Where programs show themselves on pages of other apps."""

from programs.calendar import places as _places  # noqa: F401
from programs.spotlights import showing as _spotlights  # noqa: F401
