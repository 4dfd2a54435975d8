"""The rule that fits, on the page of a case: the one most reports name, with its words and usual step."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from moderation.guidelines.measures import Person
from moderation.guidelines.models import Rule
from moderation.guidelines.showing import FOLLOWS, html_of
from moderation.review.panels import Panel, register

if TYPE_CHECKING:
    from members.profiles.models import Member
    from moderation.review.cases import Case
    from moderation.review.subjects import Item

_NAMED: list[Callable[[Case], Rule | None]] = []


def named(finder: Callable[[Case], Rule | None]) -> Callable[[Case], Rule | None]:
    """Let a room say which rule fits a case: the reports say the one most reporters named, screening the one it hit.

    The first that knows one is heard, in the order in which they are registered.
    """
    _NAMED.append(finder)
    return finder


def rule_that_fits(case: Case) -> Rule | None:
    """The rule that fits a case, as far as anybody said; else None."""
    return next((rule for finder in _NAMED if (rule := finder(case)) is not None), None)


def _context(case: Case, item: Item | None, viewer: Member) -> dict[str, Any] | None:
    rule = rule_that_fits(case)
    if rule is None:
        return None
    return {"rule": rule, "html": html_of(rule.words), "follows": FOLLOWS[Person(rule.usual)]}


register(Panel("rule", "middle", "moderation/guidelines/_panel.html", _context, order=20))
