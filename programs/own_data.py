"""What programs have of a member, for a copy of it and for erasing it."""

from programs.events import own_data as _events  # noqa: F401
