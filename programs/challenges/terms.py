"""What holds in a challenge: said by managers in the form of the program, and fixed once it is announced."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

POINTS_MOST = 10
CRITERIA_MOST, ENTRIES_MOST, VOTES_MOST, WEIGHT_MOST, PHASE_MOST = 8, 5, 10, 10, 60


class Sort(models.TextChoices):
    """What members do in it."""

    STEPS = "steps", _("Check in on days, with a total")
    ENTRIES = "entries", _("Send something made, which is voted on or judged")


@dataclass(frozen=True)
class Criterion:
    """What judges look at, and how much it counts beside the others."""

    name: str
    weight: int = 1


@dataclass(frozen=True)
class Prize:
    """What the entry in a place gets."""

    place: int
    words: str
    how_many: int = 1


@dataclass(frozen=True)
class Terms:
    """Everything that is promised to those who take part. Days are whole days of 24 hours."""

    sort: str = Sort.STEPS
    announce_days: int = 7
    vote_days: int = 0
    judge_days: int = 0
    result_days: int = 7
    target: int = 10
    """Check-ins of one person until it is done."""
    together: int = 0
    """Check-ins of all; 0: there is no such goal."""
    promise: str = ""
    """What happens when all have reached that."""
    ideas: tuple[str, ...] = ()
    team_may: bool = False
    entries_each: int = 1
    votes_each: int = 3
    is_blind: bool = True
    jury_share: int = 100
    """Of a hundred, how much the jury counts beside the votes."""
    judges_each: int = 2
    """By so many judges each entry is looked at, at least."""
    keeps_groups_apart: bool = False
    criteria: tuple[Criterion, ...] = ()
    prizes: tuple[Prize, ...] = ()
    recognition: str = ""
    badge: int | None = None

    @property
    def has_steps(self) -> bool:
        """Whether it is done by checking in."""
        return self.sort == Sort.STEPS

    @property
    def share(self) -> int:
        """How much of a hundred the jury counts; what is not held counts nothing."""
        if not self.vote_days:
            return 100
        return self.jury_share if self.judge_days else 0

    @property
    def places(self) -> int:
        """So many entries win."""
        return max((one.place - 1 + one.how_many for one in self.prizes), default=1)

    def prize_of(self, place: int) -> str:
        """What a place gets: the prize that begins at it or before it and reaches so far."""
        fitting = [one.words for one in self.prizes if one.place <= place < one.place + one.how_many]
        return fitting[0] if fitting else ""

    def days(self, name: str) -> timedelta:
        """How long a phase is."""
        return timedelta(days=int(getattr(self, f"{name}_days")))

    def kept(self) -> dict[str, Any]:
        """As it is written down."""
        return asdict(self)

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Terms:
        """From what was written down, also by an earlier version that said less."""
        known = {one.name for one in fields(cls)}
        said: dict[str, Any] = {name: value for name, value in kept.items() if name in known}
        return cls(**said | {
            "ideas": tuple(said.get("ideas", ())),
            "criteria": tuple(Criterion(**one) for one in said.get("criteria", ())),
            "prizes": tuple(Prize(**one) for one in said.get("prizes", ())),
        })  # fmt: skip
