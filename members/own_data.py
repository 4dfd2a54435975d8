"""What members has of a member, for a copy of it and for erasing it; and the notice that a copy is ready."""

from members.ambassadors import own_data as ambassadors
from members.privacy import copying, notices, steps

__all__ = ["ambassadors", "copying", "notices", "steps"]
