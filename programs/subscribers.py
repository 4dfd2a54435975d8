"""What the rooms do when something happens."""

from programs.amas import searching as _amas  # noqa: F401
from programs.calendar import searching as _calendar  # noqa: F401
from programs.celebrations import finding as _celebrations  # noqa: F401
from programs.celebrations import thanking as _thanking  # noqa: F401
from programs.challenges import searching as _challenges  # noqa: F401
from programs.events import subscribers as _events  # noqa: F401
from programs.pilots import subscribers as _pilots  # noqa: F401
from programs.series import uses as _uses  # noqa: F401
