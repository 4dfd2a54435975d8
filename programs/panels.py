"""Where programs show themselves on pages of other apps."""

from programs.calendar import places as _places  # noqa: F401
