"""Writing documents: what is there is read, its language told, its words put into the index."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.db import connection, transaction
from django.utils import timezone

from community.search import polish
from community.search.accents import unaccented
from community.search.models import SearchDocument, SearchOwed
from community.search.registry import SOURCES, Words
from community.search.spelling import learn, occurring
from community.search.tongues import CONFIGURATIONS, readings
from config.lib.languages import detect

AT_ONCE = 200
AGAIN = timedelta(seconds=30)
"""Until Polish texts are written again whose dictionary was not there yet."""
TOLD_BY = 600
"""So many characters of a text tell its language."""
LANGUAGES_KEY = "search:languages"
LANGUAGES_SECONDS = 600

# The words of a title also stand there uninflected: what is half typed is seldom the beginning of a stem.
_TITLE = """
setweight(to_tsvector(d.configuration::regconfig, d.title_one), 'A')
|| setweight(to_tsvector(d.configuration::regconfig, d.title_two), 'A')
|| setweight(to_tsvector('simple'::regconfig, d.folded), 'C')"""
_TEXT = """
setweight(to_tsvector(d.configuration::regconfig, d.text_one), 'B')
|| setweight(to_tsvector(d.configuration::regconfig, d.text_two), 'B')"""
_COLUMNS = {
    "kind": "text", "object_id": "bigint", "thread_id": "bigint", "number": "integer", "space_id": "bigint",
    "author_id": "bigint", "created_at": "timestamptz", "language": "text", "title": "text", "folded": "text",
    "text": "text", "has_image": "boolean",
}  # fmt: skip
_READINGS = ("configuration", "title_one", "title_two", "text_one", "text_two")
_NAMES = ", ".join(_COLUMNS)
# One statement for a batch: every document has the same few values, so PostgreSQL does nearly all of the work.
_WRITE = f"""
INSERT INTO community_searchdocument ({_NAMES}, vector, title_vector)
SELECT {", ".join(f"d.{name}" for name in _COLUMNS)},
    {_TITLE} || {_TEXT},
    CASE WHEN d.title = '' THEN NULL ELSE {_TITLE} END
FROM json_to_recordset(%s::json)
    AS d({", ".join(f"{name} {kind}" for name, kind in _COLUMNS.items())}, {" text, ".join(_READINGS)} text)
ORDER BY d.object_id
ON CONFLICT (kind, object_id) DO UPDATE SET
    {", ".join(f"{name} = EXCLUDED.{name}" for name in (*_COLUMNS, "vector", "title_vector"))}
"""  # noqa: S608 - made of names that stand here


def languages_in_use() -> list[str]:
    """The languages the documents are in; asked once in ten minutes, and again when a new one is written."""
    known: list[str] | None = cache.get(LANGUAGES_KEY)
    if known is None:
        known = sorted(SearchDocument.objects.order_by().values_list("language", flat=True).distinct())
        cache.set(LANGUAGES_KEY, known, LANGUAGES_SECONDS)
    return known


@transaction.atomic
def write(kind: str, object_ids: Collection[int]) -> int:
    """Bring the documents of these objects to what the objects say now; those that nobody may read lose theirs.

    Returns how many documents there are.
    """
    found = SOURCES[kind].read(object_ids)
    gone = set(object_ids) - {words.object_id for words in found}
    SearchDocument.objects.filter(kind=kind, object_id__in=gone).delete()
    documents = [_document(kind, words) for words in found]
    if documents:
        with connection.cursor() as cursor:
            cursor.execute(_WRITE, [json.dumps(documents, ensure_ascii=False)])
        learn({word for words in found for word in occurring(f"{words.title} {words.text}")})
    _tell_languages({document["language"] for document in documents})
    _owe_polish(kind, [document["object_id"] for document in documents if document["language"] == "pl"])
    return len(documents)


def write_range(kind: str, first: int, last: int) -> int:
    """Write every document of a kind from one id to another anew; those whose object left without a word go."""
    ids = SOURCES[kind].ids_between(first, last)
    count = sum(write(kind, ids[start : start + AT_ONCE]) for start in range(0, len(ids), AT_ONCE))
    there = SearchDocument.objects.filter(kind=kind, object_id__range=(first, last))
    there.exclude(object_id__in=ids).delete()
    return count


def _owe_polish(kind: str, object_ids: list[int]) -> None:
    """Without the dictionary only the words as they stand were indexed; nobody waits until it is there."""
    if object_ids and polish.is_coming():
        later = timezone.now() + AGAIN
        SearchOwed.objects.bulk_create(SearchOwed(kind=kind, first=o, last=o, retry_at=later) for o in object_ids)


def _tell_languages(written: set[str]) -> None:
    known = cache.get(LANGUAGES_KEY)
    if known is not None and not written <= set(known):
        cache.delete(LANGUAGES_KEY)
        # Somebody may have asked between this moment and the commit.
        transaction.on_commit(lambda: cache.delete(LANGUAGES_KEY))


def _document(kind: str, words: Words) -> dict[str, Any]:
    title, text = words.title.replace("\0", ""), words.text.replace("\0", "")
    said = f"{title}\n{text}"
    language = detect(said[:TOLD_BY]) or (words.language if words.language in CONFIGURATIONS else "")
    titles, texts = readings(language, title), readings(language, text)
    return {
        "kind": kind,
        "object_id": words.object_id,
        "thread_id": words.thread_id,
        "number": words.number,
        "space_id": words.space_id,
        "author_id": words.author_id,
        "created_at": words.created_at.isoformat(),
        "language": language,
        "title": title,
        "folded": unaccented(title),
        "text": text,
        "has_image": words.has_image,
        "configuration": CONFIGURATIONS[language],
        "title_one": titles[0],
        "title_two": titles[1] if len(titles) > 1 else "",
        "text_one": texts[0],
        "text_two": texts[1] if len(texts) > 1 else "",
    }
