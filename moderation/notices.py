"""Who is told of what in moderation."""

from moderation.statements import notices as statement_notices

__all__ = ["statement_notices"]
