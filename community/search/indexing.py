"""Writing documents: what is there is read, its language told, its words put into the index."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.contrib.postgres.search import SearchVectorField
from django.core.cache import cache
from django.db import transaction
from django.db.models import Func, Value
from django.db.models.expressions import Combinable

from community.search.folding import fold
from community.search.models import SearchDocument
from community.search.registry import SOURCES, Words
from community.search.tongues import CONFIGURATIONS, readings
from config.lib.languages import detect

AT_ONCE = 200
LANGUAGES_KEY = "search:languages"
LANGUAGES_SECONDS = 600
_WRITTEN = (
    "thread", "number", "space", "author", "created_at", "language", "title", "folded", "text", "has_image", "vector",
    "title_vector",
)  # fmt: skip


def languages_in_use() -> list[str]:
    """The languages the documents are in; asked once in ten minutes, and again when a new one is written."""
    known: list[str] | None = cache.get(LANGUAGES_KEY)
    if known is None:
        known = sorted(SearchDocument.objects.order_by().values_list("language", flat=True).distinct())
        cache.set(LANGUAGES_KEY, known, LANGUAGES_SECONDS)
    return known


@transaction.atomic
def write(kind: str, object_ids: Collection[int]) -> None:
    """Bring the documents of these objects to what the objects say now; those that nobody may read lose theirs."""
    found = SOURCES[kind].read(object_ids)
    gone = set(object_ids) - {words.object_id for words in found}
    SearchDocument.objects.filter(kind=kind, object_id__in=gone).delete()
    documents = [_document(kind, words) for words in found]
    SearchDocument.objects.bulk_create(
        documents, update_conflicts=True, unique_fields=["kind", "object_id"], update_fields=_WRITTEN
    )
    known = cache.get(LANGUAGES_KEY)
    if known is not None and not {document.language for document in documents} <= set(known):
        cache.delete(LANGUAGES_KEY)
        # Somebody may have asked between this moment and the commit.
        transaction.on_commit(lambda: cache.delete(LANGUAGES_KEY))


def write_all(kind: str) -> Iterator[int]:
    """Write every document of a kind anew, a transaction for each batch; yields how many objects each batch had."""
    last = 0
    while ids := SOURCES[kind].ids_after(last, AT_ONCE):
        with transaction.atomic():
            write(kind, ids)
            # Objects that left without a word, between the last batch and this one.
            SearchDocument.objects.filter(kind=kind, object_id__gt=last, object_id__lt=ids[-1]).exclude(
                object_id__in=ids
            ).delete()
        last = ids[-1]
        yield len(ids)
    SearchDocument.objects.filter(kind=kind, object_id__gt=last).exclude(
        object_id__in=SOURCES[kind].ids_after(last, AT_ONCE)
    ).delete()


def _document(kind: str, words: Words) -> SearchDocument:
    said = f"{words.title}\n{words.text}"
    language = detect(said) or (words.language if words.language in CONFIGURATIONS else "")
    title = _weighed(language, words.title, "A")
    document = SearchDocument(
        kind=kind,
        object_id=words.object_id,
        thread_id=words.thread_id,
        number=words.number,
        space_id=words.space_id,
        author_id=words.author_id,
        created_at=words.created_at,
        language=language,
        title=words.title,
        folded=fold(words.title),
        text=words.text,
        has_image=words.has_image,
    )
    # The words of a title also stand there uninflected: what is half typed is seldom the beginning of a stem.
    begun = [_lexemes("simple", fold(words.title), "C")] if words.title else []
    document.vector = _joined([*title, *begun, *_weighed(language, words.text, "B")])
    document.title_vector = _joined([*title, *begun]) if words.title else None
    return document


def _weighed(language: str, text: str, weight: str) -> list[Combinable]:
    return [_lexemes(CONFIGURATIONS[language], reading, weight) for reading in readings(language, text)]


def _lexemes(configuration: str, text: str, weight: str) -> Combinable:
    words = Value(text.replace("\0", ""))
    template = f"setweight(to_tsvector('{configuration}'::regconfig, %(expressions)s), '{weight}')"
    return Func(words, template=template, output_field=SearchVectorField())


def _joined(parts: list[Combinable]) -> Combinable:
    return Func(*parts, template="(%(expressions)s)", arg_joiner=" || ", output_field=SearchVectorField())
