"""What other rooms lend the bench: words to mark, labels, rules that were named, who is on duty next."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from moderation.guidelines.models import Rule
    from moderation.review.cases import Case
type Thing = tuple[str, int]
"""The key of its kind, and its number."""

_FITTING: list[Callable[[Case], list[Rule]]] = []
_MARKS: list[Callable[[Case], list[str]]] = []
_LABELS: list[Callable[[Collection[Thing]], dict[Thing, list[str]]]] = []
_DUTY: list[Callable[[datetime], Any]] = []


def fitting(rule: Callable[[Case], list[Rule]]) -> Callable[[Case], list[Rule]]:
    """Let a room say which rules were named for a case, the most named first (the reports do)."""
    _FITTING.append(rule)
    return rule


def marks(rule: Callable[[Case], list[str]]) -> Callable[[Case], list[str]]:
    """Let a room say which words of the thing a case is about."""
    _MARKS.append(rule)
    return rule


def labels(rule: Callable[[Collection[Thing]], dict[Thing, list[str]]]) -> Callable[..., dict[Thing, list[str]]]:
    """Let a room say what these things are labelled, for the team alone (the rules do)."""
    _LABELS.append(rule)
    return rule


def duty(rule: Callable[[datetime], Any]) -> Callable[[datetime], Any]:
    """Let a room say who is on duty next (the rota does)."""
    _DUTY[:] = [rule]
    return rule


def rules_named(case: Case) -> list[Rule]:
    """The rules that were named for a case, the most named first."""
    return [rule for ask in _FITTING for rule in ask(case)]


def words_marked(case: Case) -> list[str]:
    """The words of the thing in which rules found it, or that somebody quoted."""
    return [words for ask in _MARKS for words in ask(case)]


def labelled(things: Collection[Thing]) -> dict[Thing, list[str]]:
    """What rules call these things; a query at most, whatever their kinds and however many."""
    found: dict[Thing, list[str]] = {}
    for ask in _LABELS if things else []:
        found |= ask(things)
    return found


def on_duty_next(now: datetime) -> Any:
    """The next shift of the rota, with `member` and `starts_at`; None without one."""
    return next((shift for ask in _DUTY if (shift := ask(now)) is not None), None)
