"""What tasks need to know of threads, told by the app that has them: who may see one, and how it is named."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from config.lib.audience import Viewer

THREAD = "community.thread"


@dataclass(frozen=True)
class Threads:
    """The three questions about threads; a thread has a `pk`, a `title` and an address."""

    seen: Callable[[Viewer], QuerySet[Any]]
    """The threads that a viewer may see."""
    seers: Callable[[int, Collection[int]], set[int]]
    """Of these members, those who may see a thread."""
    named: Callable[[str], int]
    """The number of the thread that somebody typed, 0 for anything else."""


_KNOWN: list[Threads] = []


def tell_of_threads(threads: Threads) -> None:
    """From now on, tasks can be about threads. Raises ValueError if that was said already."""
    if _KNOWN:
        raise ValueError("Somebody answers for threads already.")
    _KNOWN.append(threads)


def about_nothing_hidden(viewer: Viewer) -> Q:
    """The condition over tasks that the thread, if there is one, may be seen by the viewer."""
    without = Q(thread_id=None)
    for threads in _KNOWN:
        without |= Q(Exists(threads.seen(viewer).filter(pk=OuterRef("thread_id"))))
    return without


def threads_seen(viewer: Viewer, ids: Collection[int]) -> dict[int, Any]:
    """These threads by number, as far as the viewer may see them."""
    return {pk: thread for threads in _KNOWN for pk, thread in threads.seen(viewer).in_bulk(list(ids)).items()}


def seers_of(thread_id: int | None, members: Collection[int]) -> set[int]:
    """Of these members, those who may know that a task about this thread exists."""
    if thread_id is None:
        return set(members)
    return {pk for threads in _KNOWN for pk in threads.seers(thread_id, members)}


def thread_named(text: str) -> int:
    """The number of the thread that an address names; 0 for anything else."""
    return next((number for threads in _KNOWN if (number := threads.named(text))), 0)
