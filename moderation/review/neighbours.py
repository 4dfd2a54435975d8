"""What other rooms lend the bench when they are there: words to mark, rules that fit, who is on duty next."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from moderation.guidelines.models import Rule
    from moderation.review.cases import Case


@cache
def lent(module: str, name: str) -> Callable[..., Any] | None:
    """A function of another room, if it has one of this name."""
    found = find_spec(module)
    return getattr(import_module(module), name, None) if found else None


_FITTING: list[Callable[[Case], list[Rule]]] = []
_MARKS: list[Callable[[Case], list[str]]] = []


def fitting(rule: Callable[[Case], list[Rule]]) -> Callable[[Case], list[Rule]]:
    """Let a room say which rules were named for a case, the most named first (the reports do)."""
    _FITTING.append(rule)
    return rule


def marks(rule: Callable[[Case], list[str]]) -> Callable[[Case], list[str]]:
    """Let a room say which words of the thing a case is about."""
    _MARKS.append(rule)
    return rule


def rules_named(case: Case) -> list[Rule]:
    """The rules that were named for a case, the most named first."""
    return [rule for ask in _FITTING for rule in ask(case)]


def words_marked(case: Case) -> list[str]:
    """The words of the thing that a report quoted or a rule hit."""
    found = [words for ask in _MARKS for words in ask(case)]
    hits = lent("moderation.screening.marking", "words_of")
    return [*found, *(hits(case) if hits else [])]


def on_duty_next(now: Any) -> Any:
    """The next shift of the rota, with `member` and `starts_at`; None without one."""
    ask = lent("moderation.rota.showing", "next_on_duty")
    return ask(now) if ask else None
