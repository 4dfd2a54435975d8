"""Working out which threads are about the same, by words, tags and meaning: done by a worker when somebody wrote."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from community.related.fusing import fused
from community.related.models import MeaningIndex, RelatedThreads
from community.related.nearest import like_thread
from community.search.models import POST, SearchDocument
from community.threads.models import Thread

KEPT = 16
"""More than are shown: some of them may be in places the reader does not see."""
TAG = 0.12
"""What each tag in common counts; all words together count 1."""
LEAST = 0.2
"""Below this sum two threads have hardly anything in common."""
NEIGHBOURS = 5
"""So many of the likest are worked out anew beside a new thread: it may be the likest of theirs."""
YOUNG = timedelta(days=1)
AGAIN = timedelta(days=30)
"""Threads that were written since may be closer."""

# The words of a first post, those of its title first and twice as much worth; of the others in its language that have
# any of them, the share of the words they have, a word counting the more the fewer have it. However many there are,
# three thousand are compared. Words of a title stand in the index as they are typed, too ('C'): those do not count.
_LIKE = """
WITH mine AS (
    SELECT thread_id, language, vector FROM community_searchdocument WHERE kind = %(kind)s AND object_id = %(first)s
), words AS (
    SELECT lexeme, CASE WHEN 'A' = ANY(weights) THEN 2.0 ELSE 1.0 END AS worth FROM mine, unnest(vector)
    WHERE weights && ARRAY['A', 'B'] AND length(lexeme) BETWEEN 3 AND 40 AND lexeme !~ '^[0-9]'
    ORDER BY worth DESC, cardinality(positions) DESC, lexeme LIMIT 24
), asked AS (
    SELECT string_agg(quote_literal(lexeme), ' | ')::tsquery AS any_word FROM words
), others AS (
    SELECT d.thread_id, tsvector_to_array(d.vector) AS has FROM community_searchdocument d, mine, asked
    WHERE d.kind = %(kind)s AND d.title <> '' AND d.language = mine.language AND d.thread_id <> mine.thread_id
        AND d.vector @@ asked.any_word LIMIT 3000
), held AS (
    SELECT o.thread_id, w.lexeme, w.worth FROM others o JOIN words w ON w.lexeme = ANY(o.has)
), rare AS (
    SELECT w.lexeme, w.worth * ln(1 + (SELECT count(*) FROM others) / (1 + count(h.thread_id))::float) AS worth
    FROM words w LEFT JOIN held h USING (lexeme) GROUP BY w.lexeme, w.worth
)
SELECT h.thread_id, sum(r.worth) / greatest((SELECT sum(worth) FROM rare), 0.001) AS share
FROM held h JOIN rare r USING (lexeme) GROUP BY h.thread_id HAVING count(*) > 1
ORDER BY share DESC, h.thread_id LIMIT 60
"""


@transaction.atomic
def work_out(thread_id: int, *, neighbours: bool = True) -> None:
    """Find the threads most like one; those that point at another thread stand for that one."""
    thread = Thread.objects.filter(pk=thread_id).first()
    if thread is None:
        return
    first = thread.posts.filter(number=1).values_list("pk", flat=True).first()
    ids = _likest(thread, _shares(first) if first else {}, like_thread(thread_id) if first else [])
    RelatedThreads.objects.update_or_create(thread=thread, defaults={"ids": ids, "at": timezone.now()})
    if neighbours and thread.created_at > timezone.now() - YOUNG:
        unaware = RelatedThreads.objects.filter(thread__in=ids[:NEIGHBOURS]).exclude(ids__contains=[thread.pk])
        for other in unaware.order_by("pk").values_list("pk", flat=True):
            work_out(other, neighbours=False)


def _shares(first: int) -> dict[int, float]:
    with connection.cursor() as cursor:
        cursor.execute(_LIKE, {"kind": POST, "first": first})
        return dict(cursor.fetchall())


def _likest(thread: Thread, shares: dict[int, float], near: list[int]) -> list[int]:
    tagged = Q(tags__overlap=thread.tags) if thread.tags else Q(pk__in=[])
    alike = Thread.objects.listed().filter(tagged).order_by("-pk").values("pk")[:100]
    rows = Thread.objects.listed().filter(Q(pk__in={*shares, *near}) | Q(pk__in=alike)).exclude(pk=thread.pk)
    scores: dict[int, float] = {}
    stands_for: dict[int, int] = {}
    for pk, tags, canonical in rows.values_list("pk", "tags", "duplicate_of"):
        score = shares.get(pk, 0.0) + TAG * len({*tags} & {*thread.tags})
        stands_for[pk] = canonical or pk
        if score >= LEAST:
            scores[stands_for[pk]] = max(score, scores.get(stands_for[pk], 0.0))
    by_words = sorted(scores, key=lambda pk: (-scores[pk], pk))
    by_meaning = list(dict.fromkeys(stands_for[pk] for pk in near if pk in stands_for))
    return [pk for pk in fused(by_words, by_meaning) if pk != thread.pk][:KEPT]


def next_owed() -> int | None:
    """A thread that was never looked at, newest first, or not for a month or since meaning counts; if it is indexed."""
    known = SearchDocument.objects.filter(kind=POST, thread=OuterRef("pk"), number=1)
    never = Thread.objects.filter(Exists(known), related=None, deleted_at=None, held_at=None).order_by("-pk")
    found: int | None = never.values_list("pk", flat=True).first()
    if found is None:
        since = MeaningIndex.objects.filter(filled_at__isnull=False).values_list("filled_at", flat=True).first()
        month = timezone.now() - AGAIN
        old = RelatedThreads.objects.filter(at__lt=max(month, since or month)).order_by("at")
        found = old.values_list("pk", flat=True).first()
    return found
