"""Mentors: every newcomer is offered somebody who knows the place, silently and until somebody has time."""
