"""The kinds of programs; their rooms register them."""

from programs.amas import format as _amas  # noqa: F401
from programs.prompts import format as _prompts  # noqa: F401
