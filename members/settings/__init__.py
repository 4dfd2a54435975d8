"""A member's own settings, one topic per page."""
