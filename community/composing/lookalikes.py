"""Threads that look like the one somebody begins to write: perhaps it is answered already."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import ceil
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.search import SearchQueryField, TrigramWordSimilarity
from django.db import connection
from django.db.models import BooleanField, Case, ExpressionWrapper, F, FloatField, Func, Q, Value, When
from django.utils.text import Truncator

from community.related.fusing import fused
from community.related.nearest import like_text
from community.search.accents import unaccented
from community.search.indexing import languages_in_use
from community.search.models import SearchDocument
from community.search.tongues import CONFIGURATIONS, asked, says_nothing, words_of
from community.spaces.seeing import visible_space_ids
from community.threads.models import Thread

if TYPE_CHECKING:
    from config.lib.audience import Viewer

MOST = 3
WORDS_AT_LEAST = 4
ANSWER_WORDS = 60
MOST_WORDS = 7
"""Of a long title only its longest words are compared."""
SHARE = 0.6
"""Least share of the words, in any inflection, that another title must have; one word in common is not enough."""
ALIKE = 0.45
"""Least share of the trigrams, whatever the words are: for typing errors."""
RECENT, HAVING = 600, 300
"""Compared are the newest titles, and so many of all others that have most of the words."""
_WITH = ("space", "answer", "duplicate_of__space", "duplicate_of__answer")
MEANT = 5
"""So many that mean about the same come in beside those with the same words."""
NEAREST = 40
"""So many are looked up; some of them may have gone since they were indexed."""


@dataclass(frozen=True)
class Lookalike:
    """A thread that may answer the question, with the words of its accepted answer."""

    thread: Thread
    answer: str = ""


def lookalikes(viewer: Viewer, title: str) -> list[Lookalike]:
    """Up to three threads the viewer sees like this title, answered ones first; by words alone four queries."""
    title = " ".join(title.replace("\0", "").split())
    if len(title.split()) < WORDS_AT_LEAST:
        return []
    space_ids = visible_space_ids(viewer)
    best, meant = _closest(space_ids, title), like_text(title, space_ids, MEANT)
    readable = SearchDocument.objects.filter(pk__in={*best, *meant}).readable_in(space_ids).values("thread_id")
    seen = Thread.objects.visible_to(viewer).listed().heard_by(viewer).filter(pk__in=readable).select_related(*_WITH)
    order = fused(list(best.values()), list(meant.values()))
    likest = [_canonical(one, space_ids) for one in sorted(seen, key=lambda one: order.index(one.pk))[: MOST * 4]]
    # Stable: the likeness stays the second rule. What is outdated helps less than what holds.
    threads = sorted(dict.fromkeys(likest), key=lambda one: one.answer_id is None or one.outdated_at is not None)
    return [Lookalike(thread, _answer_of(thread)) for thread in threads[:MOST]]


def _canonical(thread: Thread, space_ids: frozenset[int]) -> Thread:
    """In place of a duplicate, the thread where its matter goes on, if the reader may see that one."""
    other = thread.duplicate_of
    return other if other is not None and other.deleted_at is None and other.space_id in space_ids else thread


def _answer_of(thread: Thread) -> str:
    answer = thread.answer
    if answer is None or answer.deleted_at or answer.hidden_at or answer.held_at:
        return ""
    return Truncator(answer.text).words(ANSWER_WORDS)


def _closest(space_ids: frozenset[int], title: str) -> dict[int, int]:
    """The most similar titles, best first: document -> thread. Costs the same however many threads there are."""
    words = lexemes(title)
    titles = SearchDocument.objects.in_spaces(space_ids).titled()
    compared = titles.order_by("-pk").values("pk")[:RECENT]
    if having := _holding({language: _most_of(each) for language, each in words.items()}):
        compared = compared.union(titles.filter(having).values("pk")[:HAVING])
    any_word = {language: " | ".join(each) for language, each in words.items() if len(each) > 1}
    found: Any = SearchDocument.objects.filter(pk__in=compared)
    found = found.annotate(share=share_of(any_word), alike=TrigramWordSimilarity(unaccented(title), "folded"))
    # Chosen here: a condition or an order in SQL would work both numbers out again.
    rows = [
        (share + alike, pk, thread)
        for pk, thread, share, alike in found.values_list("pk", "thread_id", "share", "alike")
        if alike >= ALIKE or share >= SHARE
    ]
    return {pk: thread for _likeness, pk, thread in sorted(rows, reverse=True)[:NEAREST]}


def lexemes(title: str) -> dict[str, list[str]]:
    """By language, what the index has for each word of a title that says something. One query."""
    typed = sorted(dict.fromkeys(words_of(title)), key=len, reverse=True)
    pairs = [
        (language, index, reading)
        for language in languages_in_use()
        for index, word in enumerate(typed)
        if not says_nothing(language, word)
        for reading in asked(language, word)
    ]
    if not pairs:
        return {}
    rows = ", ".join(["(%s, %s, %s::regconfig, %s)"] * len(pairs))
    given = [value for language, i, word in pairs for value in (language, i, CONFIGURATIONS[language], f"'{word}'")]
    found: dict[str, dict[int, list[str]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT language, at, to_tsquery(config, word)::text FROM (VALUES {rows}) AS typed (language, at, config, word)",  # noqa: S608, E501 - places for values only
            given,
        )
        for language, at, lexeme in cursor.fetchall():
            if lexeme:  # a word that says nothing has none
                found.setdefault(language, {}).setdefault(at, []).append(lexeme)
    return {
        language: [f"({' | '.join(dict.fromkeys(each[at]))})" for at in sorted(each)[:MOST_WORDS]]
        for language, each in found.items()
    }


def _most_of(words: list[str]) -> str:
    """A tsquery for titles that have most of the words; at least two of them."""
    least = max(2, ceil(len(words) * SHARE))
    return " | ".join(f"({' & '.join(some)})" for some in combinations(words, least))


def _holding(queries: dict[str, str]) -> Q:
    condition = Q()
    for language, query in queries.items():
        if query:
            holds = Func(F("title_vector"), _given(query), template="(%(expressions)s)", arg_joiner=" @@ ")
            condition |= Q(language=language) & Q(ExpressionWrapper(holds, output_field=BooleanField()))
    return condition


def share_of(queries: dict[str, str]) -> Any:
    """How many of the words a title has, of one: `ts_rank` adds up w / (π²/6) for each word and divides by all."""
    rank = "least(1, 1.64493406685 * ts_rank('{1,1,1,1}', %(expressions)s))"
    each = [
        When(language=one, then=Func(F("title_vector"), _given(query), template=rank, output_field=FloatField()))
        for one, query in queries.items()
    ]
    return Case(*each, default=Value(0.0), output_field=FloatField())


def _given(query: str) -> Func:
    """A tsquery that is written out already."""
    return Func(Value(query), template="%(expressions)s::tsquery", output_field=SearchQueryField())
