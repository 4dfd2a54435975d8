"""By when a case is due. The rota registers its hours here; without them every hour counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from moderation.guidelines.measures import Severity

WITHIN = {Severity.HIGH: timedelta(hours=2), Severity.MEDIUM: timedelta(hours=8), Severity.LOW: timedelta(hours=24)}
"""How long there is time, if the team has not chosen otherwise."""
APPEAL_WITHIN = timedelta(hours=48)

_HOURS: list[Callable[[datetime, int, bool], datetime]] = []


def hours(rule: Callable[[datetime, int, bool], datetime]) -> None:
    """Let the rota say by when something is due that came at a moment: (moment, severity, whether an appeal)."""
    _HOURS[:] = [rule]


def due_at(came_at: datetime, severity: int, *, appeal: bool = False) -> datetime:
    """By when a case that came at a moment has to be decided."""
    for rule in _HOURS:
        return rule(came_at, severity, appeal)
    return came_at + (APPEAL_WITHIN if appeal else WITHIN[Severity(severity)])
