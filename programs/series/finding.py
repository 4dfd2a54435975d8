"""One occurrence by its number, for the pages of all programs: each request asks for it, so it is written once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from community.spaces.seeing import stand_in, standing_of
from config.lib.written_once import written_once
from programs.series.occurrences import ON_PAGE, Occurrence

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from config.lib.audience import Viewer


def the_occurrence(
    viewer: Viewer, occurrence_id: int, *, of_format: str = "", related: tuple[str, ...] = ON_PAGE
) -> Occurrence | None:
    """The occurrence with all that is related, if the viewer sees it and it is of this format: one query."""
    shape: dict[str, Any] = {"of_format": of_format, "related": related}
    if viewer.is_authenticated and not viewer.is_active:
        # An account that is closed has no standing that others share.
        return next(iter(_seen(viewer, occurrence_id, **shape)), None)
    return next(iter(_found(viewer.pk or 0, occurrence_id, **shape, **standing_of(viewer))), None)


@written_once
def _found(
    viewer: int, occurrence: int, *, of_format: str, related: tuple[str, ...], **standing: Any
) -> QuerySet[Occurrence]:
    return _seen(stand_in(viewer, **standing), occurrence, of_format=of_format, related=related)


def _seen(viewer: Viewer, occurrence: int, *, of_format: str, related: tuple[str, ...]) -> QuerySet[Occurrence]:
    rows: QuerySet[Occurrence] = Occurrence.objects.visible_to(viewer).filter(pk=occurrence).order_by()
    rows = rows.filter(program__format=of_format) if of_format else rows
    return rows.select_related(*related)
