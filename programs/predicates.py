"""What rules can ask about programs; the rooms say it."""

from programs.surveys import predicates as _surveys  # noqa: F401
