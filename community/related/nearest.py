"""Threads that mean about the same, nearest first: within a fixed time, and none where it does not work."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import structlog
from django.db import DatabaseError, connection, transaction
from django.db.backends.utils import CursorWrapper

import community.related.static_model  # noqa: F401 - provides the models that RELATED_MODEL can name
from community.related import providing, vectors
from community.search.models import POST

log = structlog.get_logger(__name__)

MOST = 60
READER_MILLISECONDS, WORKER_MILLISECONDS = 150, 5_000

# Both take the nearest first, and then leave those that are near by chance. Where there is an index for it, it is asked
# on until there are enough that the reader may see.
_LIKE_THREAD = """
SELECT thread_id FROM (
    SELECT thread_id, vector <=> (SELECT vector FROM community_threadmeaning WHERE thread_id = %(thread)s LIMIT 1) apart
    FROM community_threadmeaning WHERE thread_id <> %(thread)s
    ORDER BY vector <=> (SELECT vector FROM community_threadmeaning WHERE thread_id = %(thread)s LIMIT 1) LIMIT %(most)s
) near, community_meaningindex i
WHERE i.filled_at IS NOT NULL AND apart <= 1 - i.least ORDER BY apart, thread_id
"""
_LIKE_TEXT = """
SELECT document_id, thread_id FROM (
    SELECT m.document_id, m.thread_id, m.vector <=> %(vector)s::vector AS apart
    FROM community_threadmeaning m JOIN community_searchdocument d ON d.id = m.document_id
    WHERE d.kind = %(kind)s AND d.title <> '' AND d.space_id = ANY(%(spaces)s)
    ORDER BY m.vector <=> %(vector)s::vector LIMIT %(most)s
) near, community_meaningindex i
WHERE i.model = %(model)s AND i.filled_at IS NOT NULL AND apart <= 1 - i.least ORDER BY apart, document_id
"""


def like_thread(thread_id: int) -> list[int]:
    """For a worker: threads that mean about the same as one, nearest first; of all places."""
    if not providing.is_wanted() or not vectors.are_kept():
        return []
    try:
        with _bounded(WORKER_MILLISECONDS) as cursor:
            cursor.execute(_LIKE_THREAD, {"thread": thread_id, "most": MOST})
            return [row[0] for row in cursor.fetchall()]
    except DatabaseError as error:
        log.warning("A thread was compared by its words alone.", thread=thread_id, error=str(error).strip())
        return []


def like_text(text: str, space_ids: Collection[int], most: int) -> dict[int, int]:
    """For a reader: first posts in these spaces that mean about the same: document -> thread, nearest first."""
    known = providing.meaning_of(text)
    if known is None:
        return {}
    model, vector = known
    try:
        return _near(model, vector, space_ids, most)
    except DatabaseError as error:  # no table yet, another model in it, no time: words are enough
        log.warning("A title was compared by its words alone.", model=model, error=str(error).strip())
        return {}


def _near(model: str, vector: Sequence[float], space_ids: Collection[int], most: int) -> dict[int, int]:
    given: dict[str, Any] = {"model": model, "vector": vectors.literal(vector), "spaces": list(space_ids)}
    with _bounded(READER_MILLISECONDS) as cursor:
        cursor.execute(_LIKE_TEXT, given | {"kind": POST, "most": most})
        return dict(cursor.fetchall())


@contextmanager
def _bounded(milliseconds: int) -> Iterator[CursorWrapper]:
    """What is asked here ends after this time, whatever it is; the limit itself is rolled back with it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('statement_timeout', %s, true), set_config('hnsw.ef_search', '100', true), "
            "set_config('hnsw.iterative_scan', 'strict_order', true)",
            [str(milliseconds)],
        )
        yield cursor
        transaction.set_rollback(True)
