"""Replies by mail: what comes back to an address that only one member was given."""
