"""Who is told when an occurrence moves, is called off, or takes place after all."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from programs.series.occurrences import Occurrence


def who_is_told(occurrence: Occurrence, *, together: bool = False) -> set[int]:
    """Whom its kind names as concerned, its host, and the owner of its program; each once.

    The owner is not told of every date where many of a program change `together`.
    """
    concerned = occurrence.program.kind.concerned(occurrence)
    told = set(concerned.values_list("pk", flat=True)) if concerned is not None else set()
    owner = None if together else occurrence.program.owner_id
    return told | {one for one in (occurrence.host_id, owner) if one is not None}
