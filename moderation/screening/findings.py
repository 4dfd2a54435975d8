"""What screening found in one posting: what becomes of it, and what is written down about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from moderation.guidelines.measures import Severity
from moderation.screening.hits import Origin
from moderation.screening.rules import Action

if TYPE_CHECKING:
    from moderation.screening.postings import Posting
    from moderation.screening.rules import RuleVersion


@dataclass(frozen=True)
class Found:
    """One thing that was found."""

    action: str
    origin: str = Origin.RULE
    version: RuleVersion | None = None
    words: tuple[str, ...] = ()
    is_shadow: bool = False
    score: int | None = None
    parts: tuple[tuple[str, int, int], ...] = ()

    @property
    def severity(self) -> int:
        """How severe a case about it is."""
        return self.version.severity if self.version is not None else Severity.MEDIUM


@dataclass
class Findings:
    """All that was found in one posting."""

    posting: Posting | None = None
    found: list[Found] = field(default_factory=list)
    insists: bool = False
    """Whether its author was asked to edit it, and wants a moderator to look at it as it is."""
    objects: bool = False
    """Whether it was blocked, and its author asked for a human to look."""
    greets: bool = False
    """Whether somebody of the team is to welcome its author."""

    @property
    def real(self) -> list[Found]:
        """What something is done about."""
        return [one for one in self.found if not one.is_shadow]

    @property
    def held(self) -> bool:
        """Whether it waits for a moderator."""
        return bool(self.of(Action.HOLD)) or self.insists or self.objects

    @property
    def reports(self) -> bool:
        """Whether a case is opened about it."""
        return self.held or bool(self.of(Action.REPORT))

    def of(self, action: str) -> list[Found]:
        """What was found by rules that do this."""
        return [one for one in self.real if one.action == action]
