"""Addresses with which no account is opened. Apps further up say which; the address is told, and nobody else."""

from __future__ import annotations

from collections.abc import Callable

_RULES: list[Callable[[str], bool]] = []


def refuse(rule: Callable[[str], bool]) -> Callable[[str], bool]:
    """Ask this of every address somebody wants to join with."""
    _RULES.append(rule)
    return rule


def is_refused(email: str) -> bool:
    """Whether no account is opened with this address now."""
    return any(rule(email) for rule in _RULES)
