"""What other rooms know of a decision, for its statement: its step among the strikes, its end, where one appeals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from moderation.guidelines.measures import LASTING

if TYPE_CHECKING:
    from moderation.review.decisions import Decision
    from moderation.review.proposing import Step

_STEPS: list[Callable[[Decision], Step | None]] = []
_ENDS: list[Callable[[Decision], datetime | None]] = []
_LINKS: list[Callable[[Decision], str]] = []
_APPEALED: list[Callable[[Decision], str]] = []


def steps(rule: Callable[[Decision], Step | None]) -> Callable[[Decision], Step | None]:
    """Let a room say which step a decision was (number, of, expires_at); the strikes do."""
    _STEPS[:] = [rule]
    return rule


def ends(rule: Callable[[Decision], datetime | None]) -> Callable[[Decision], datetime | None]:
    """Let a room say when a silence or a suspension ends; without it, the days count from when it came into force."""
    _ENDS[:] = [rule]
    return rule


def links(rule: Callable[[Decision], str]) -> Callable[[Decision], str]:
    """Let a room make the whole address at which one appeals without signing in; the appeals do. Empty: none."""
    _LINKS[:] = [rule]
    return rule


def appealed(rule: Callable[[Decision], str]) -> Callable[[Decision], str]:
    """Let a room say where the member reads the appeal they made; the appeals do. Empty: they made none."""
    _APPEALED[:] = [rule]
    return rule


def step_of(decision: Decision) -> Step | None:
    """Which step this decision was; None if it is no strike, or nobody counts them."""
    return next((step for rule in _STEPS if (step := rule(decision)) is not None), None)


def end_of(decision: Decision) -> datetime | None:
    """When what was decided about the person ends; None if it has no end, or nothing to end."""
    if decision.person not in LASTING or decision.in_force_at is None:
        return None
    for rule in _ENDS:
        return rule(decision)
    return decision.in_force_at + timedelta(days=decision.days) if decision.days else None


def appeal_path(decision: Decision) -> str:
    """Where a member who is signed in appeals."""
    return reverse("appeal_start", args=[decision.pk])


def appealed_path(decision: Decision) -> str:
    """Where a member who is signed in reads the appeal they made; empty without one."""
    return next((path for rule in _APPEALED if (path := rule(decision))), "")


def appeal_link(decision: Decision) -> str:
    """The whole address for a letter: one that needs no signing in, if a room makes such."""
    for rule in _LINKS:
        if link := rule(decision):
            return link
    return f"{settings.PUBLIC_URL}{appeal_path(decision)}"
