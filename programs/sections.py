"""The sections of the digest that programs bring."""

from programs.amas import digesting as _amas  # noqa: F401
from programs.calendar import digesting as _calendar  # noqa: F401
from programs.celebrations import digesting as _celebrations  # noqa: F401
from programs.challenges import digesting as _challenges  # noqa: F401
from programs.events import digesting as _events  # noqa: F401
from programs.homing import digesting as _homing  # noqa: F401
from programs.pilots import digesting as _pilots  # noqa: F401
from programs.prompts import digesting as _prompts  # noqa: F401
from programs.surveys import digesting as _surveys  # noqa: F401
