"""What the rooms do when something happens."""

from programs.events import subscribers as _events  # noqa: F401
