"""Stages: where a member stands, from aware to advocating, or dormant."""
