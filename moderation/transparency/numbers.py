"""All numbers of a stretch of time. Whoever counts more adds a maker here, and a table of it in `tables`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from moderation.transparency.counting import Numbers, of_appeals, of_decisions
from moderation.transparency.reported import of_reports
from moderation.transparency.rule_acts import of_rules
from moderation.transparency.timing import of_times

Maker = Callable[[datetime, datetime], Numbers]
MAKERS: list[Maker] = [of_decisions, of_appeals, of_reports, of_rules, of_times]
"""Each counts from a moment up to another: numbers, and numbers by a small word, which can be added up."""


def numbers_of(since: datetime, until: datetime) -> Numbers:
    """All numbers from a moment up to another; small values alone, as they are kept in a report."""
    return {key: value for maker in MAKERS for key, value in maker(since, until).items()}
