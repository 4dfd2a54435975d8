"""Live: server-sent events for open pages, outside Django's request cycle. What pages hear is in config/lib/live.py."""
