"""What a pilot tries, as managers say it in the form of the program."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from programs.pilots.models import PilotPlan

if TYPE_CHECKING:
    from programs.series.models import Program

KEY = "pilot"


@dataclass(frozen=True)
class Terms:
    """What people agree to try, and how many of them. Times are days."""

    tried: str = ""
    places: int = 12
    invite_days: int = 14
    """So long before it begins, those it is meant for are told of it."""
    feedback_days: int = 7
    """So long after its end, feedback is waited for before the report drafts itself."""

    def kept(self) -> dict[str, Any]:
        """As it is written down."""
        return asdict(self)

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Terms:
        """From what was written down, also by an earlier version that said less."""
        known = {one.name for one in fields(cls)}
        return cls(**{name: value for name, value in kept.items() if name in known})


def plan_of(program: Program) -> Terms:
    """What is said of a program of this kind."""
    found = PilotPlan.objects.filter(program=program).first()
    return Terms.of(found.terms) if found is not None else Terms()
