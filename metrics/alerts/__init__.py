"""Alerts: what goes wrong is told once, with its reasons and the way to what helps, and closes by itself."""
