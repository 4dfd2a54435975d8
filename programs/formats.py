"""The kinds of programs; their rooms register them."""

from programs.challenges import format as _challenges  # noqa: F401
from programs.prompts import format as _prompts  # noqa: F401
