"""The sheet on which a program is written: the form of all programs, that of its kind, and what would come of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import QueryDict

from programs.series.changing import rule_from
from programs.series.forms import ProgramForm
from programs.series.repeating import said_by
from programs.series.telling import who_is_told
from programs.series.wording import Walls, in_words, next_dates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from members.profiles.models import Member
    from programs.series.formats import Details, Format
    from programs.series.models import Program
    from programs.series.occurrences import Occurrence

OWN = "own"
"""Before the names of the fields that a kind asks."""


@dataclass
class Sheet:
    """Everything the page of the form draws."""

    kind: Format
    form: ProgramForm
    details: Details | None
    program: Program | None = None
    since: Occurrence | None = None
    """From which occurrence on it is changed; None: altogether."""
    is_overtaken: bool = False
    """Whether somebody else changed it in the meantime."""

    @classmethod
    def empty(cls, kind: Format, viewer: Member, initial: Mapping[str, Any]) -> Sheet:
        """For something new."""
        details = kind.details(prefix=OWN) if kind.details else None
        return cls(kind, ProgramForm(kind=kind, viewer=viewer, initial=dict(initial)), details)

    @classmethod
    def of(cls, program: Program, viewer: Member, more: Mapping[str, Any], *, since: Occurrence | None = None) -> Sheet:
        """For what a program says now."""
        kind = program.kind
        initial = dict(more)
        if since is not None:
            rule = rule_from(program.recurrence, since.day)
            initial |= {"begins": since.day, **said_by(rule, since.day)}
        form = ProgramForm(kind=kind, viewer=viewer, program=program, initial=initial)
        details = kind.details(prefix=OWN, initial=kind.details.said(program)) if kind.details else None
        return cls(kind, form, details, program, since)

    @classmethod
    def sent(
        cls, kind: Format, viewer: Member, data: QueryDict, *, program: Program | None = None,
        since: Occurrence | None = None,
    ) -> Sheet:  # fmt: skip
        """As somebody filled it in."""
        form = ProgramForm(data, kind=kind, viewer=viewer, program=program)
        if since is not None:
            form.first_day = form.since = since.day
        said = kind.details.said(program) if kind.details and program else {}
        details = kind.details(data, prefix=OWN, initial=said) if kind.details else None
        return cls(kind, form, details, program, since)

    def is_valid(self) -> bool:
        """Whether both forms are as they should be; both are looked at."""
        return all([self.form.is_valid(), self.details is None or self.details.is_valid()])

    def read_again(self, edition: str) -> None:
        """Show it once more with what was typed, after somebody else changed the program."""
        data: Any = self.form.data.copy()  # type: ignore[attr-defined]  # a QueryDict, as it was sent
        data["edition"] = edition
        self.form.data, self.is_overtaken = data, True

    @property
    def has_errors(self) -> bool:
        """Whether something is to be corrected."""
        return bool(self.form.errors or (self.details is not None and self.details.errors))

    @property
    def sentence(self) -> str:
        """When it would happen; empty as long as that is not said as it should be."""
        return in_words(self.form.recurrence) if self.form.recurrence is not None else ""

    @property
    def dates(self) -> list[Walls]:
        """The next ones."""
        return next_dates(self.form.recurrence) if self.form.recurrence is not None else []

    @property
    def told(self) -> int:
        """How many are told if its dates to come change, beside the owner."""
        if self.program is None or self.program.planned_at is None:
            return 0
        rows = self.program.occurrences.to_come().select_related("program")
        if self.since is not None:
            rows = rows.filter(day__gte=self.since.day)
        return len(who_is_told(list(rows), together=True))

    @property
    def back(self) -> str:
        """Where one came from."""
        if self.since is not None:
            return self.since.get_absolute_url()
        return self.program.get_absolute_url() if self.program is not None else ""
