"""What rules can ask about programs."""

from programs.events import predicates as _events  # noqa: F401
"""What rules can ask about what members did in programs, and its deeds in the log."""

from programs.amas import deeds as amas

__all__ = ["amas"]
"""What rules can ask about programs; the rooms say it."""

from programs.surveys import predicates as _surveys  # noqa: F401
