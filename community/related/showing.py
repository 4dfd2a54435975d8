"""What stands beside a thread: the guides made of it, and threads about the same that this reader may see."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import F, Func, IntegerField, QuerySet, Subquery

from community.guides.models import Guide
from community.related.models import RelatedThreads
from community.spaces.seeing import hosted_space_ids, stand_in, standing_of, visible_space_ids
from config.lib.written_once import written_once

if TYPE_CHECKING:
    from community.threads.models import Thread
    from config.lib.audience import Viewer

SHOWN, GUIDES = 4, 2


@dataclass(frozen=True)
class Related:
    """Guides and threads beside a thread."""

    guides: list[Guide] = field(default_factory=list)
    threads: list[Thread] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.guides or self.threads)


def related_to(viewer: Viewer, thread: Thread) -> Related:
    """Asked at reading, whoever reads: two queries, however many there are."""
    given = (thread.pk, viewer.pk or 0, visible_space_ids(viewer), hosted_space_ids(viewer))
    return Related(_guides(*given, **standing_of(viewer)), _threads(*given, **standing_of(viewer)))


@written_once
def _guides(thread: int, viewer: int, seen: Collection[int], hosted: Collection[int], **standing: Any) -> QuerySet[Any]:
    guides = Guide.objects.visible_to(stand_in(viewer, seen, hosted, **standing)).listed().filter(thread=thread)
    found: QuerySet[Any] = guides.for_listing().order_by("-published_at")[:GUIDES]
    return found


@written_once
def _threads(
    thread: int, viewer: int, seen: Collection[int], hosted: Collection[int], **standing: Any
) -> QuerySet[Any]:
    from community.threads.models import Thread

    mine = RelatedThreads.objects.filter(thread=thread)
    place = Func(
        Subquery(mine.values("ids")), F("pk"), function="array_position", output_field=IntegerField()
    )  # the likest first
    ids = mine.annotate(one=Func(F("ids"), function="unnest")).values("one")
    shown = Thread.objects.visible_to(stand_in(viewer, seen, hosted, **standing)).listed().filter(pk__in=ids)
    found: QuerySet[Any] = shown.select_related("space").annotate(place=place).order_by("place")[:SHOWN]
    return found
