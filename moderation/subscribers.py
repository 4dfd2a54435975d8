"""Who in moderation reacts to what happens."""
