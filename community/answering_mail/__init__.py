"""Replies by mail become posts, by the same rules as those from the composer."""
