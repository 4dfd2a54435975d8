"""Who in moderation reacts to what happens."""

from moderation.reports import reacting  # noqa: F401
