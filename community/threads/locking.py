"""Threads under their row locks, for whoever changes more than one of them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from community.threads.models import Thread


def locked(thread_ids: Iterable[int]) -> dict[int, Thread]:
    """These threads as they stand, locked in the order of their ids, so that nobody waits in a circle."""
    rows: QuerySet[Thread] = Thread.objects.select_for_update(of=("self",), no_key=True)
    return {thread.pk: thread for thread in rows.filter(pk__in=set(thread_ids)).select_related("space").order_by("pk")}
