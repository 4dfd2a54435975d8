"""What stands beside a thread: the guides made of it, and threads about the same that this reader may see."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import F, Func, IntegerField, Subquery

from community.guides.models import Guide
from community.related.models import RelatedThreads

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
    guides = Guide.objects.visible_to(viewer).listed().filter(thread=thread).for_listing().order_by("-published_at")
    return Related(list(guides[:GUIDES]), list(_threads(viewer, thread)))


def _threads(viewer: Viewer, thread: Thread) -> Any:
    from community.threads.models import Thread

    mine = RelatedThreads.objects.filter(thread=thread)
    place = Func(
        Subquery(mine.values("ids")), F("pk"), function="array_position", output_field=IntegerField()
    )  # the likest first
    ids = mine.annotate(one=Func(F("ids"), function="unnest")).values("one")
    seen = Thread.objects.visible_to(viewer).listed().filter(pk__in=ids)
    return seen.select_related("space").annotate(place=place).order_by("place")[:SHOWN]
