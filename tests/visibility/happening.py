"""Which programs and occurrences of the village an address about programs is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from programs.series.models import Program
from programs.series.occurrences import Occurrence
from tests.visibility.speakers import NOBODY

if TYPE_CHECKING:
    from tests.visibility.village import Village

ROOMS = {
    "ama": "ama", "challenge": "challenge", "contribution": "call", "event": "event", "feedback": "said",
    "newsletter": "newsletter", "pilot": "pilot", "prompt": "prompt", "spotlight": "spotlight", "survey": "survey",
}  # fmt: skip
"""How names of addresses of a room begin, and the kind of its programs."""


def programs(village: Village, address: str) -> list[int]:
    """Those of the room; where all kinds are shown, what stands in the private space and one outside."""
    kind = ROOMS.get(address.split("_", maxsplit=1)[0])
    found = Program.objects.order_by("pk")
    if kind is None:
        inside = found.filter(space=village.space)
        return [
            *inside.values_list("pk", flat=True),
            *found.exclude(space=village.space).values_list("pk", flat=True)[:1],
        ]
    return list(found.filter(format=kind).values_list("pk", flat=True))


def occurrences(village: Village, address: str) -> list[int]:
    """The first of each such program that has one."""
    first = Occurrence.objects.filter(program__in=programs(village, address)).order_by("program", "day")
    return list(first.distinct("program").values_list("pk", flat=True))


OF_ROOM: dict[str, Any] = {
    "program_id": lambda village, address: [*programs(village, address), NOBODY],
    "occurrence_id": lambda village, address: [*occurrences(village, address), NOBODY],
}
"""Arguments that each room fills with its own."""
