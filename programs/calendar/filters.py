"""What the calendar is narrowed to, from the address: whom it helps, owner, audience, space, kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from programs.series.formats import FORMATS
from programs.series.measures import Serves

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import QueryDict

    from programs.series.models import Program

NUMBERS = ("owner", "audience", "space")
EVERYBODY = 0
"""As an audience: programs for all."""


@dataclass(frozen=True)
class Filters:
    """Empty, or None, is what is not narrowed. What an address says wrongly counts as not said."""

    stage: str = ""
    kind: str = ""
    owner: int | None = None
    audience: int | None = None
    space: int | None = None

    @classmethod
    def of(cls, said: QueryDict) -> Filters:
        """What an address asks for."""
        stage, kind = said.get("stage", ""), said.get("kind", "")
        numbers: dict[str, Any] = {name: _number(said.get(name, "")) for name in NUMBERS}
        return cls(stage if stage in Serves.values else "", kind if kind in FORMATS else "", **numbers)

    def __bool__(self) -> bool:
        return bool(self.said())

    def said(self) -> dict[str, str]:
        """The same as parts of an address."""
        words = {"stage": self.stage, "kind": self.kind}
        numbers = {name: str(value) for name in NUMBERS if (value := getattr(self, name)) is not None}
        return {name: word for name, word in words.items() if word} | numbers

    def query(self, **more: str | None) -> str:
        """As the end of an address, with further parts; an empty one is left out."""
        said = {name: value for name, value in (self.said() | more).items() if value}
        return "?" + urlencode(said)

    def fits(self, program: Program) -> bool:
        """Whether a program is among what is asked for."""
        return (
            self.stage in ("", program.serves)
            and self.kind in ("", program.format)
            and self.owner in (None, program.owner_id)
            and self.space in (None, program.space_id)
            and self.audience in (None, program.audience_id or EVERYBODY)
        )


def _number(word: str) -> int | None:
    return int(word) if word.isascii() and word.isdigit() and len(word) < 10 else None


@dataclass(frozen=True)
class Choice:
    """One field of the form that narrows, with what can be chosen in it."""

    name: str
    label: str
    options: list[tuple[str, str]]
    chosen: str


def choices(programs: Iterable[Program], filters: Filters) -> list[Choice]:
    """What there is to choose from, by name: only what some program has. No query."""
    found: Mapping[str, dict[str, str]] = {name: {} for name in ("kind", "owner", "audience", "space")}
    for one in programs:
        found["kind"][one.format] = str(one.kind.noun)
        found["audience"][str(one.audience_id or EVERYBODY)] = one.audience.name if one.audience else _("Everybody")
        if one.owner is not None:
            found["owner"][str(one.owner_id)] = one.owner.name
        if one.space is not None:
            found["space"][str(one.space_id)] = one.space.name
    labels = {"kind": _("Kind"), "owner": _("Owner"), "audience": _("Audience"), "space": _("Space")}
    said = filters.said()
    return [
        Choice(name, labels[name], sorted(options.items(), key=lambda pair: pair[1].lower()), said.get(name, ""))
        for name, options in found.items()
    ]
