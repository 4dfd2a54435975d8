"""Making and changing a program from what a form says, with what its kind asks: together or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from programs.series.changing import CHANGED, change_all, change_later
from programs.series.models import Program
from programs.series.overtaken import ChangedMeanwhile, edition_of

if TYPE_CHECKING:
    from members.profiles.models import Member
    from programs.series.formats import Details, Format
    from programs.series.occurrences import Occurrence


def edition(program: Program) -> str:
    """Names what a program says now, also what its kind asks, so that a form can tell whether it still says that."""
    details = program.kind.details
    said = {name: getattr(program, name) for name in CHANGED} | (details.said(program) if details is not None else {})
    return edition_of(*sorted(said.items()))


def make(
    kind: Format, said: Mapping[str, Any], details: Details | None, *, by: Member, submission: str, planned: bool
) -> Program:
    """A new program, as a draft or planned at once; the one made before where the same sheet is sent again.

    Raises WrongRule.
    """
    key = f"{by.pk}:{submission}"[:60] if submission else ""
    try:
        with transaction.atomic():
            program = Program.objects.create(
                format=kind.key, made_by=by, submission=key, **{name: said[name] for name in CHANGED if name in said}
            )
            if details is not None:
                details.save(program, by=by)
            if planned:
                program.plan(by=by)
    except IntegrityError:
        again: Program | None = Program.objects.filter(submission=key).first() if key else None
        if again is None:
            raise
        return again
    made: Program = program
    return made


@transaction.atomic
def change(
    program: Program, said: Mapping[str, Any], details: Details | None, *, by: Member, read_as: str,
    since: Occurrence | None = None,
) -> Program:  # fmt: skip
    """Change a program, from one of its occurrences on or altogether. Raises WrongRule or ChangedMeanwhile."""
    current = Program.objects.select_for_update(no_key=True).get(pk=program.pk)
    if read_as and read_as != edition(current):
        raise ChangedMeanwhile
    given = {name: said[name] for name in CHANGED if name in said}
    changed = change_later(since, given, by=by) if since is not None else change_all(current, given, by=by)
    if details is not None:
        details.save(changed, by=by)
    return changed
