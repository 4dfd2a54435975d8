"""What the index still owes stands in the database; whoever writes a range takes it away in the same transaction.

A process that is killed, a broker that forgets, two workers at once: what was not committed is still owed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import structlog
from django.db import transaction

import community.search.sources  # noqa: F401 - registers what can be searched
from community.search.indexing import write_range
from community.search.models import SearchDocument, SearchOwed, SearchVersion
from community.search.registry import SOURCES

log = structlog.get_logger(__name__)

VERSION = 2
"""Raised when documents are written in another way; then all of them are owed."""
RANGE = 200
"""Ids in one transaction: its posts cannot be changed for some tenth of a second."""


def owe_everything() -> None:
    """All documents are to be written anew, of every kind."""
    for kind in SOURCES:
        owe_all(kind)


@transaction.atomic
def owe_all(kind: str) -> None:
    """All documents of a kind are to be written anew; what was owed before and nobody has begun is contained in it."""
    SearchVersion.objects.update_or_create(kind=kind, defaults={"version": _version(kind)})
    waiting = SearchOwed.objects.filter(kind=kind).select_for_update(skip_locked=True)
    SearchOwed.objects.filter(pk__in=list(waiting.values_list("pk", flat=True))).delete()
    first, last = SOURCES[kind].ends()
    if first is not None and last is not None:
        owe(kind, first, last)
    written = SearchDocument.objects.filter(kind=kind).order_by("object_id").values_list("object_id", flat=True)
    lowest, highest = written.first(), written.last()
    if lowest is None or highest is None:
        return
    # Documents of objects that are gone, outside the ids that are left: nothing to write there, but to take away.
    if first is None or last is None:
        SearchOwed.objects.create(kind=kind, first=lowest, last=highest)
        return
    if lowest < first:
        SearchOwed.objects.create(kind=kind, first=lowest, last=first - 1)
    if highest > last:
        SearchOwed.objects.create(kind=kind, first=last + 1, last=highest)


def owe(kind: str, first: int, last: int) -> None:
    """The documents of the objects from one id to another are to be written."""
    starts = range(first, last + 1, RANGE)
    ranges = (SearchOwed(kind=kind, first=start, last=min(start + RANGE - 1, last)) for start in starts)
    SearchOwed.objects.bulk_create(ranges, batch_size=2_000)


def owe_what_changed() -> None:
    """Owe all documents of a kind that were last written in an older way. An older program changes nothing."""
    known = dict(SearchVersion.objects.values_list("kind", "version"))
    for kind in SOURCES:
        if known.get(kind, 0) < _version(kind):
            with transaction.atomic():
                SearchVersion.objects.get_or_create(kind=kind)
                if SearchVersion.objects.select_for_update().get(kind=kind).version < _version(kind):
                    owe_all(kind)


def write_next() -> int | None:
    """Write one range that nobody else is writing. Returns how many documents, None if nothing is due."""
    with transaction.atomic():
        owed = SearchOwed.objects.due().select_for_update(skip_locked=True).first()
        if owed is None:
            return None
        try:
            with transaction.atomic():
                count = write_range(owed.kind, owed.first, owed.last)
        except Exception as error:  # whatever it is, the others must not wait for it
            log.warning("A range of the search index was not written.", range=str(owed), error=str(error))
            owed.give_back(error)
            return 0
        owed.delete()
        return count


def write_owed(seconds: float, clock: Callable[[], float] = time.monotonic) -> Iterator[int]:
    """Write range after range until nothing is due or the time is over; yields the documents of each."""
    end = clock() + seconds
    while clock() < end and (count := write_next()) is not None:
        yield count


def _version(kind: str) -> int:
    return VERSION * 1_000 + SOURCES[kind].version
