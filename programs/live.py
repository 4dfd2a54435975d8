"""What open pages are told about programs: who may listen, and what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from config.lib.live import authorise
from programs.amas import parting as _parting  # noqa: F401 - what pages fetch is registered there
from programs.series.occurrences import Occurrence

if TYPE_CHECKING:
    from config.lib.audience import Viewer


@authorise("ama")
def _who_sees_the_ama(viewer: Viewer, occurrence_id: int) -> bool:
    return bool(Occurrence.objects.visible_to(viewer).filter(pk=occurrence_id, program__format="ama").exists())
