"""The kinds of programs; their rooms register them."""

from programs.amas import format as _amas  # noqa: F401
from programs.challenges import format as _challenges  # noqa: F401
from programs.contributions import format as _contributions  # noqa: F401
from programs.contributions import picturing as _pictures  # noqa: F401
from programs.events import format as _events  # noqa: F401
from programs.feedback import format as _feedback  # noqa: F401
from programs.newsletters import format as _newsletters  # noqa: F401
from programs.pilots import format as _pilots  # noqa: F401
from programs.prompts import format as _prompts  # noqa: F401
from programs.spotlights import format as _spotlights  # noqa: F401
from programs.surveys import format as _surveys  # noqa: F401
