"""The table of meanings: a row of numbers for each first post that can be found. It needs pgvector: it may be absent.

No migration makes it, so that every PostgreSQL will do, and Django knows no model of it; no key leads out of it, so
that no other table is ever held by it. What has lost its post is taken away by `tidy`, and is shown to nobody before.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import DatabaseError, connection, transaction

from community.search.models import POST

EXTENSION = "vector"
READ = 1_000
"""Letters of a first post, after its title, that say what a thread is about."""
INDEXED_FROM = 5_000
"""Fewer are compared one by one, which is exact, and quick enough."""
SAMPLE = 80
LEAST, HIGHEST = 0.3, 0.98
"""Whatever chance is here, less likeness than the first is none, and more than the second is some."""
FEW, HIGHEST_OF_FEW = 50, 0.9
"""So few threads do not tell what chance is."""

_WORDS = f"d.title || E'\\n' || left(d.text, {READ})"
_FOUND = "d.kind = %(kind)s AND d.number = 1 AND d.title <> '' AND d.thread_id IS NOT NULL"

_MAKE = """
CREATE TABLE community_threadmeaning (
    document_id bigint PRIMARY KEY, thread_id bigint NOT NULL, digest text NOT NULL, vector vector({dimension})
);
CREATE INDEX threadmeaning_thread ON community_threadmeaning (thread_id);
"""
_INDEX = """
CREATE INDEX IF NOT EXISTS threadmeaning_near ON community_threadmeaning USING hnsw (vector vector_cosine_ops)
"""
_OWED = f"""
SELECT d.id, d.thread_id, {_WORDS} FROM community_searchdocument d
WHERE {_FOUND} AND NOT EXISTS (SELECT FROM community_threadmeaning m WHERE m.document_id = d.id)
ORDER BY d.id DESC LIMIT %(most)s
"""  # noqa: S608 - made of what stands here
_WRITE = """
INSERT INTO community_threadmeaning (document_id, thread_id, digest, vector)
SELECT r.document_id, r.thread_id, md5(r.words), r.vector::vector
FROM json_to_recordset(%s::json) AS r(document_id bigint, thread_id bigint, words text, vector text)
ON CONFLICT (document_id) DO UPDATE SET
    thread_id = EXCLUDED.thread_id, digest = EXCLUDED.digest, vector = EXCLUDED.vector
"""
_TIDY = f"""
DELETE FROM community_threadmeaning m WHERE NOT EXISTS (
    SELECT FROM community_searchdocument d
    WHERE d.id = m.document_id AND d.thread_id = m.thread_id AND {_FOUND} AND md5({_WORDS}) = m.digest
)
"""  # noqa: S608 - made of what stands here

# Two threads chosen by chance hardly ever are about the same. What is further above the middle of such pairs than three
# standard deviations (a quarter to three quarters of a normal distribution are 1.349 of them) is no chance.
_CHANCE = """
WITH picked AS (
    SELECT row_number() OVER () AS at, vector
    FROM (SELECT vector FROM community_threadmeaning WHERE vector IS NOT NULL ORDER BY random() LIMIT %s) AS sample
), quarters AS (
    SELECT percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY 1 - (a.vector <=> b.vector)) AS q
    FROM picked a JOIN picked b ON a.at < b.at
)
SELECT q[2] + 3 * (q[3] - q[1]) / 1.349, (SELECT count(*) FROM picked) FROM quarters
"""


class NoVectors(Exception):
    """This database cannot keep meanings; says what its owner can do."""


@dataclass(frozen=True)
class Owed:
    """A first post whose meaning is not written."""

    document_id: int
    thread_id: int
    words: str


def are_kept() -> bool:
    """Whether the table is there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('community_threadmeaning') IS NOT NULL")
        return bool(cursor.fetchone()[0])


@transaction.atomic
def make_table(dimension: int) -> None:
    """An empty table for rows of so many numbers, in place of one that may be there. Raises NoVectors."""
    _make_extension()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS community_threadmeaning")
        cursor.execute(_MAKE.format(dimension=int(dimension)))


def drop_table() -> None:
    """No meanings are kept any more; the extension stays, because others may use it."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS community_threadmeaning")


def count() -> int:
    """How many threads have a row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM community_threadmeaning")
        return int(cursor.fetchone()[0])


def owed(most: int) -> list[Owed]:
    """First posts that can be found and have no row, newest first."""
    with connection.cursor() as cursor:
        cursor.execute(_OWED, {"kind": POST, "most": most})
        return [Owed(*row) for row in cursor.fetchall()]


def write(rows: Sequence[Owed], vectors: Sequence[Sequence[float]]) -> None:
    """Write what these first posts mean; an empty row where a text means nothing to the model."""
    given = [
        {
            "document_id": row.document_id,
            "thread_id": row.thread_id,
            "words": row.words,
            "vector": literal(vector) if vector else None,
        }
        for row, vector in zip(rows, vectors, strict=True)
    ]
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, [json.dumps(given, ensure_ascii=False)])


def forget(thread_ids: Collection[int]) -> None:
    """These threads say something else now, or nothing; what is still to be found is owed anew."""
    if thread_ids and are_kept():
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM community_threadmeaning WHERE thread_id = ANY(%s)", [list(thread_ids)])


def tidy() -> int:
    """Take away the rows of posts that are gone or say something else now; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(_TIDY, {"kind": POST})
        return int(cursor.rowcount)


def index_if_many() -> bool:
    """Beyond some thousand rows, let neighbours be found without comparing all; returns whether they are."""
    if count() < INDEXED_FROM:
        return False
    with connection.cursor() as cursor:
        cursor.execute(_INDEX)
    return True


def more_than_chance() -> float:
    """The least cosine of two threads that is no chance, by this model among these threads; 0.3 to 0.98."""
    with connection.cursor() as cursor:
        cursor.execute(_CHANCE, [SAMPLE])
        found, compared = cursor.fetchone()
    return min(max(found or 0.0, LEAST), HIGHEST if compared >= FEW else HIGHEST_OF_FEW)


def literal(vector: Sequence[float]) -> str:
    """A row as pgvector reads it."""
    return f"[{','.join(f'{number:.7g}' for number in vector)}]"


def _make_extension() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT installed_version FROM pg_available_extensions WHERE name = %s", [EXTENSION])
        found = cursor.fetchone()
        if found is None:
            raise NoVectors("PostgreSQL has no pgvector here: install it on the database server, 0.8 or later.")
        if found[0] is not None:
            return
        try:
            with transaction.atomic():
                cursor.execute(f"CREATE EXTENSION {EXTENSION}")
        except DatabaseError as error:
            raise NoVectors(
                "The database role may not create the extension vector: let a superuser run "
                "CREATE EXTENSION vector; in this database, once."
            ) from error
