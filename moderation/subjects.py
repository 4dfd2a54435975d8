"""What cases can be about, of members and of moderation itself."""
