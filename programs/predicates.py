"""What rules can ask about programs."""

from programs.events import predicates as _events  # noqa: F401
