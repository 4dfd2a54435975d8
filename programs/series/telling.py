"""Who is told when an occurrence moves, is called off, or takes place after all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from members.activity.log import record
from programs.series.occurrences import Occurrence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from members.profiles.models import Member

EARLIER_MOST = 200
"""So many dates one activity names at most."""


def counting_on(occurrences: Sequence[Occurrence]) -> set[int]:
    """Whom the kind of these names as concerned; all of one program."""
    concerned = occurrences[0].program.kind.concerned(occurrences) if occurrences else None
    return set(concerned.values_list("pk", flat=True)) if concerned is not None else set()


def who_is_told(occurrences: Sequence[Occurrence], *, together: bool = False) -> set[int]:
    """Whom their kind names as concerned, their hosts, and the owner of their program; each once, in one query.

    All of one program. The owner is not told of every date where many of a program change `together`.
    """
    if not occurrences:
        return set()
    owner = None if together else occurrences[0].program.owner_id
    return counting_on(occurrences) | {one for one in (*(row.host_id for row in occurrences), owner) if one is not None}


def record_moved(rows: Sequence[Occurrence], *, by: Member) -> None:
    """Many of a program moved at once: whoever counts on some of them hears of the first of theirs, and of no other.

    One activity for each date that is somebody's first; it names the earlier ones, whose people know already.
    """
    waiting = who_is_told(rows, together=True)
    earlier: list[Occurrence] = []
    for row in sorted(rows, key=lambda row: row.starts_at):
        if not waiting:
            return
        if found := who_is_told([row], together=True) & waiting:
            known = [one.pk for one in earlier[:EARLIER_MOST]]
            record("occurrence.moved", actor=by, subject=row, sequence=row.sequence, together=True, earlier=known)
            waiting -= found
            earlier.append(row)


def told_of_move(occurrence: Occurrence, earlier: Sequence[int]) -> set[int]:
    """Whose first date of a move this one is; an earlier one that was called off meanwhile is nobody's first."""
    others = list(Occurrence.objects.to_come().filter(pk__in=earlier).select_related("program"))
    return who_is_told([occurrence], together=True) - who_is_told(others, together=True)
