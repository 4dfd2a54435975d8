"""What rooms add to the page of a case."""

from moderation.guidelines import panels as guidelines_panels

__all__ = ["guidelines_panels"]
