"""The kinds of programs; their rooms register them."""

from programs.prompts import format as _prompts  # noqa: F401
