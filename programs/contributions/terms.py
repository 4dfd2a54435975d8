"""What a call asks for, as managers say it in the form of the program."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from programs.contributions.models import CallPlan, Form

if TYPE_CHECKING:
    from programs.series.models import Program

KEY = "call"


@dataclass(frozen=True)
class Terms:
    """What is promised and asked. Lengths are characters of the text as it is typed."""

    takes: str = "both"
    """"thread", "guide" or "both"."""
    wanted: int = 0
    """So many are hoped for; 0: no such number."""
    shortest: int = 200
    longest: int = 15_000
    examples: str = ""
    credit: str = ""
    """How authors are named and thanked."""
    consent: str = ""
    """The sentence an author agrees to; empty: the one that is shipped."""

    @property
    def forms(self) -> list[tuple[str, Any]]:
        """As what something can be published, for a choice."""
        return [(one.value, one.label) for one in Form if self.takes in ("both", one.value)]

    @property
    def agreed(self) -> str:
        """The sentence to agree to."""
        return self.consent or _("I wrote this myself, and the community may edit and publish it under my name.")

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
    found = CallPlan.objects.filter(program=program).first()
    return Terms.of(found.terms) if found is not None else Terms()
