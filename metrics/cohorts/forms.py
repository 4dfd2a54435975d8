"""What the address asks of the table of weeks: how many, told apart by what, and which part."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import Http404

from config.lib.numbers import whole_number
from metrics.cohorts.parts import WAYS
from metrics.cohorts.weeks import CHOICES

if TYPE_CHECKING:
    from django.http import QueryDict

    from metrics.cohorts.parts import By

_PART = re.compile(r"[a-z]{1,12}|[1-9][0-9]{0,17}")


@dataclass(frozen=True)
class Asked:
    """A table that was asked for."""

    weeks: int = CHOICES[0]
    by: By | None = None
    part: str = ""

    @property
    def query(self) -> str:
        """As an address says it."""
        said = [("weeks", self.weeks), ("by", self.by.key if self.by else ""), ("part", self.part)]
        return urlencode([(name, value) for name, value in said if value])


def asked(given: QueryDict) -> Asked:
    """What the address says; weeks nobody offers are the fewest. Raises Http404 for an unknown way or part."""
    weeks, key = whole_number(given.get("weeks", ""), 2), given.get("by", "")
    if key and key not in WAYS:
        raise Http404
    by = WAYS.get(key)
    part = given.get("part", "") if by else ""
    if by and part and not (_PART.fullmatch(part) and by.words([part])):
        raise Http404
    return Asked(weeks if weeks in CHOICES else CHOICES[0], by, part)


def monday(text: str) -> date:
    """A Monday. Raises Http404 for any other day or text."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
    if found.weekday() or found.isoformat() != text:
        raise Http404
    return found
