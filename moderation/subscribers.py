"""Who in moderation reacts to what happens."""

from moderation.screening import acts as screening_acts  # noqa: F401 - words of the log
