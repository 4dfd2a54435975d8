"""Ambassadors: those who speak for the community for a year at a time."""
