"""What rules can ask about programs; the rooms say it."""

from programs.amas import deeds as _amas  # noqa: F401
from programs.celebrations import deeds as _celebrations  # noqa: F401
from programs.challenges import deeds as _challenges  # noqa: F401
from programs.contributions import deeds as _contributions  # noqa: F401
from programs.events import predicates as _events  # noqa: F401
from programs.feedback import deeds as _feedback  # noqa: F401
from programs.newsletters import predicates as _newsletters  # noqa: F401
from programs.pilots import deeds as _pilots  # noqa: F401
from programs.prompts import deeds as _prompts  # noqa: F401
from programs.spotlights import deeds as _spotlights  # noqa: F401
from programs.surveys import predicates as _surveys  # noqa: F401
