"""A thread as its pages and acts begin with it: found for one reader, with what decides what they may do."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils import timezone

from community.spaces.seeing import hosted_space_ids, stand_in, standing_of, visible_space_ids
from community.threads.models import Thread
from config.lib.written_once import written_once

if TYPE_CHECKING:
    from config.lib.audience import Viewer


def opened(viewer: Viewer, thread_id: int) -> Thread | None:
    """The thread, if this viewer may see it: one query."""
    known = visible_space_ids(viewer), hosted_space_ids(viewer)
    found = _opened(thread_id, viewer.pk or 0, *known, timezone.now(), **standing_of(viewer))
    return next(iter(found), None)


@written_once
def _opened(
    thread: int, viewer: int, seen: Collection[int], hosted: Collection[int], now: datetime, **standing: Any
) -> QuerySet[Thread]:
    reader = stand_in(viewer, seen, hosted, **standing)
    found: QuerySet[Thread] = Thread.objects.visible_to(reader).for_opening(reader, now).filter(pk=thread).order_by()
    return found
