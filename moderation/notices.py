"""Who is told of what in moderation."""
