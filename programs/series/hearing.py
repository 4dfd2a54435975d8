"""What is chosen for a digest is sent hours later: of that, what stands in the calendar of each reader still."""

from __future__ import annotations

from typing import TYPE_CHECKING

from community.spaces.seeing import seen_by_each

if TYPE_CHECKING:
    from collections.abc import Mapping

    from members.digest.sections import Chosen, Readers
    from programs.series.models import Program

type Still = dict[int, list[int]]
"""Numbers of things, by reader."""


def spaces_of_each(readers: Readers) -> dict[int, frozenset[int]]:
    """Which spaces each of them sees; to be asked `once`."""
    return seen_by_each(list(readers.members.values()))


def seen_still(readers: Readers, chosen: Chosen, programs: Mapping[int, Program]) -> Still:
    """Of what was chosen, what is there and its reader sees now; `programs` with their spaces, by number of a thing."""
    seen = readers.once(spaces_of_each)

    def is_told(program: Program | None, reader: int) -> bool:
        if program is None or not program.is_public:
            return False
        space = program.space
        return space is None or (space.deleted_at is None and space.pk in seen[reader])

    told = {reader: [one for one in those if is_told(programs.get(one), reader)] for reader, those in chosen.items()}
    return {reader: those for reader, those in told.items() if those}
