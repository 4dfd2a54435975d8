"""What every kind of alert is: a question, when it opens and closes in words, thresholds, reasons and a remedy."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext_lazy as _

from metrics.alerts.models import Severity
from metrics.rollups.days import begin_of, end_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from metrics.alerts.models import Finding

type Reason = dict[str, Any]
"""{"is": the key of a sentence, and its numbers}."""

USUAL_HOLDS = 90
"""Days for which an open alert is measured against what was usual before it opened; then it is what is usual."""


class Verdict(Enum):
    """What a look at one place comes to."""

    OPENS = "opens"
    """So bad that it opens, or stays open."""
    HOLDS = "holds"
    """Between the two thresholds: what is open stays open, nothing opens."""
    CLEARS = "clears"
    """Well again: what is open closes."""


@dataclass(frozen=True)
class Threshold:
    """One number that managers may change."""

    name: str
    label: StrOrPromise
    default: int
    least: int
    most: int


@dataclass
class Found:
    """What was found in one place: the whole community (no space), or a space."""

    space: int | None
    verdict: Verdict
    reasons: list[Reason] = field(default_factory=list)
    """Why it is open; where it clears, what is well again."""
    severity: Severity = Severity.WATCH


@dataclass(frozen=True)
class Look:
    """A day that is over, seen from its end; with the thresholds that hold, and since when what is open there."""

    day: date
    limits: Mapping[str, int]
    since: Mapping[int | None, date] = field(default_factory=dict)

    def __getitem__(self, name: str) -> int:
        return self.limits[name]

    @property
    def end(self) -> datetime:
        """The moment at which the day was over."""
        return end_of(self.day)

    def start(self, days: int) -> datetime:
        """The first moment of the last `days` days."""
        return begin_of(self.day - timedelta(days=days - 1))

    def usual_until(self, space: int | None, days: int) -> date:
        """The last day of what is usual there, where the last `days` days are looked at.

        While an alert is open this stays what it was, so that what lasts does not become usual at once.
        """
        opened = self.since.get(space)
        if opened is None or (self.day - opened).days > USUAL_HOLDS:
            return self.day - timedelta(days=days)
        return min(opened, self.day) - timedelta(days=days)

    def usual_from(self, days: int, usual: int) -> datetime:
        """The first moment that can be needed to know what is usual in any place."""
        latest = min([self.usual_until(space, days) for space in self.since], default=self.day - timedelta(days=days))
        return begin_of(latest - timedelta(days=usual - 1))


@dataclass(frozen=True)
class Remedy:
    """What helps: the words of a button, and where it leads."""

    words: StrOrPromise
    url: str
    for_hosts: bool = False
    """Whether hosts may go there too."""


class Alert(ABC):
    """One kind. It says of each place that it can tell of whether it opens, holds or clears; of others nothing."""

    key: ClassVar[str]
    name: ClassVar[StrOrPromise]
    question: ClassVar[StrOrPromise]
    opens: ClassVar[StrOrPromise]
    """When it opens, with the thresholds by name."""
    closes: ClassVar[StrOrPromise]
    quiet: ClassVar[StrOrPromise]
    """Below which numbers it says nothing."""
    thresholds: ClassVar[tuple[Threshold, ...]]
    ordered: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Pairs of thresholds of which the first is the higher one, so that nothing opens and closes with each breath."""
    sentences: ClassVar[Mapping[str, Any]]
    """Reasons in words: plain, or `ngettext_lazy(…, "n")`."""
    icon: ClassVar[str] = "triangle-alert"

    @property
    def defaults(self) -> dict[str, int]:
        """The thresholds as shipped."""
        return {one.name: one.default for one in self.thresholds}

    @abstractmethod
    def look(self, look: Look) -> list[Found]:
        """Every place it can tell of; a place with too few numbers is missing."""

    @abstractmethod
    def remedy(self, finding: Finding) -> Remedy:
        """What helps against this finding; `finding.space` is at hand."""

    def looked(self, day: date, since: Mapping[int | None, date] | None = None) -> list[Found]:
        """The same with the thresholds as shipped."""
        return self.look(Look(day, self.defaults, since or {}))


TOO_LITTLE: Reason = {"is": "too_little"}
OFF: Reason = {"is": "off"}
SHARED_SENTENCES = {
    "too_little": _("There is too little left to tell by."),
    "off": _("This is not looked for any more."),
}
"""Why anything may close."""
