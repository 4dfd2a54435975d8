"""The kinds of programs; their rooms register them."""

from programs.events import format as _events  # noqa: F401
from programs.amas import format as _amas  # noqa: F401
from programs.prompts import format as _prompts  # noqa: F401
