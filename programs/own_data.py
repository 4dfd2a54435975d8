"""What programs have of a member, for a copy of it and for erasing it; the rooms say it."""

from programs.feedback import own_data as _feedback  # noqa: F401
from programs.surveys import own_data as _surveys  # noqa: F401
