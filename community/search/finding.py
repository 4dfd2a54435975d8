"""Finding: which threads answer a search, best first, out of what the reader may see."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.core.exceptions import EmptyResultSet
from django.db.models import (
    BooleanField,
    Case,
    Exists,
    ExpressionWrapper,
    F,
    FloatField,
    Func,
    OuterRef,
    Q,
    Value,
    When,
)
from django.db.models.expressions import RawSQL

from community.following.models import Follow, Level, Silence
from community.search.accents import unaccented
from community.search.asking import Asking
from community.search.filtering import conditions
from community.search.indexing import languages_in_use
from community.search.models import POST, SearchDocument
from community.search.parsing import Query
from community.search.registry import SHELVES
from community.search.spelling import alike
from community.spaces.models import Space
from config.lib.handle_names import typed_handle
from members.profiles.finding import UNLISTED
from members.profiles.models import Member

if TYPE_CHECKING:
    from config.lib.audience import Viewer

MOST = 400
"""Only the newest documents with the words are ranked, and no search shows more."""
MOST_TITLES = 100
"""Of those with the words in their title, so many come in addition."""
MOST_SHELVED = 60
"""And so many of those that stand on shelves."""
RECENT, LOOKED_AT = 2_000, 5_000
"""Documents that are looked at for the newest: the last written ones, and so many of all that have the words."""
FEW = 5
"""With less than so many threads, words that are nearly those typed count too."""
MOST_COMPARED = 8
TITLE, ACCEPTED, EXACT, NEW, ARCHIVED = 1.0, 0.3, 0.2, 0.1, 0.5
"""What counts besides the words: docs/search.md explains the sum."""
YEAR_SECONDS = 31_557_600
type _Row = tuple[int, int | None, bool, bool, str]


@dataclass(frozen=True)
class Place:
    """A thread that was found, by the document that fits best."""

    document: int
    thread: int
    accepted: int | None = None
    """The document of the thread's accepted answer, if it was found too."""
    others: int = 0
    """How many more posts of the thread have the words."""
    is_near: bool = False
    """Whether the words are only nearly those that were typed."""


@dataclass
class Found:
    """What a search found."""

    query: Query
    asking: Asking
    spaces: list[Space]
    """All spaces the reader sees."""
    conditions: Q = field(default_factory=Q)
    """What the filters ask."""
    places: list[Place] = field(default_factory=list)
    shelved: list[tuple[int, str]] = field(default_factory=list)
    """Documents without a thread, best first, with their kinds."""
    documents: dict[int, SearchDocument] = field(default_factory=dict)
    """Those that are shown, once showing.py has read them."""
    is_cut: bool = False
    """Whether there is more than is ever shown."""

    @property
    def total(self) -> int:
        """How many threads."""
        return len(self.places)

    @property
    def near(self) -> int:
        """How many of them have only nearly these words; they come last."""
        return sum(place.is_near for place in self.places)

    @property
    def exact(self) -> int:
        """How many have exactly these words, in any inflection."""
        return self.total - self.near

    @property
    def space_ids(self) -> frozenset[int]:
        """Ids of the spaces the reader sees."""
        return frozenset(space.pk for space in self.spaces)


def find(viewer: Viewer, query: Query, *, exactly: bool = True, nearly: bool = True, among: Q | None = None) -> Found:
    """Search; two queries, one or two more with filters, and two more where hardly anything has these words.

    With `exactly` or `nearly` off, only one of the two searches is made; `among` leaves out other documents.
    """
    spaces = list(
        Space.objects.visible_to(viewer).filter(deleted_at=None).only("name", "slug", "hue", "purpose", "archived_at")
    )
    languages = languages_in_use()
    found = Found(query, Asking(query, languages), spaces)
    if query.is_empty:
        return found
    found.conditions = conditions(query, spaces) & (among or Q())
    if viewer.is_authenticated and not query.value("by"):
        found.conditions &= Q(~Exists(Silence.objects.filter(member=viewer, other=OuterRef("author"))))
    if exactly:
        rows = list(_ranked(found))
        found.is_cut = len(rows) >= MOST
        found.places, found.shelved = _by_thread(rows)[:MOST], _on_shelves(rows)
    if nearly and query.wanted and found.total < FEW:
        _widen(found, languages)
    return found


def _widen(found: Found, languages: list[str]) -> None:
    """Add threads with the word that was only begun, then those with a letter or two wrong."""
    words = [term.text for term in found.query.wanted if not term.is_phrase]
    begun = words[-1] if found.query.is_typing and words else ""
    known = alike(words, begun)
    going_on = {unaccented(begun): known.endings} if begun else {}
    both = {word: [*going_on.get(word, []), *known.near.get(word, [])] for word in going_on | known.near}
    if not any(both.values()):
        return
    exact, found.asking = Asking(found.query, languages, going_on), Asking(found.query, languages, both)
    rows = list(_ranked(found, exact))
    exact_ones = {thread for _, thread, _, is_exact, _ in rows if is_exact}
    found.places = [replace(place, is_near=place.thread not in exact_ones) for place in _by_thread(rows)][:MOST]
    found.shelved = _on_shelves(rows)


def _ranked(found: Found, exact: Asking | None = None) -> Any:
    """Rows of document, thread, whether it is the accepted answer, whether it has the exact words, and kind; in order.

    However many documents have the words, only so many are looked at: see docs/search.md.
    """
    is_latest = found.query.value("sort") == "latest" or not found.query.wanted
    rows: Any = SearchDocument.objects.filter(pk__in=_candidates(found, is_latest)).readable_in(found.space_ids)
    accepted = Q(kind=POST, object_id=F("thread__answer_id"))
    rows = rows.annotate(accepted=_is(accepted), exact=_is(exact.matches("vector")) if exact else Value(True))
    if is_latest:
        rows = rows.order_by("-exact", "-created_at", "-pk")
    else:
        rows = rows.annotate(score=_score(found, accepted)).order_by("-exact", "-score", "-pk")
    return rows.values_list("pk", "thread_id", "accepted", "exact", "kind")


def _candidates(found: Found, is_latest: bool) -> Any:
    """Ids of the documents to rank.

    PostgreSQL is not asked for the newest of all documents that have a word, because for a word that everybody uses it
    would have to look at each of them; but for those among the last written, and for so many others.
    """
    base = SearchDocument.objects.in_spaces(found.space_ids).filter(found.conditions)
    if not found.query.terms:
        return base.order_by("-created_at", "-pk").values("pk")[:MOST]
    holding = base.filter(found.asking.matches("vector"))
    recent = SearchDocument.objects.in_spaces(found.space_ids).order_by("-created_at", "-pk")[:RECENT]
    titled = base.filter(found.asking.matches("title_vector"))
    try:
        parts = [_newest([_among(recent, holding), _compiled(holding[:LOOKED_AT])], MOST)]
        if found.query.wanted and not is_latest:
            parts.append(_newest([_compiled(titled[:LOOKED_AT])], MOST_TITLES))
        parts.append(_newest([_compiled(holding.filter(kind__in=SHELVES)[:LOOKED_AT])], MOST_SHELVED))
    except EmptyResultSet:  # a filter that nothing can fit, or no space to look into
        return []
    return RawSQL(" UNION ".join(sql for sql, _ in parts), [one for _, params in parts for one in params])  # noqa: S611


def _compiled(documents: Any) -> tuple[str, list[Any]]:
    sql, params = documents.values("id", "created_at").query.sql_with_params()
    return sql, list(params)


def _among(some: Any, documents: Any) -> tuple[str, list[Any]]:
    """What is found among some documents alone: a limit is a fence, PostgreSQL cannot look at others first."""
    (inner, first), (sql, rest) = some.query.sql_with_params(), _compiled(documents)
    table = f'FROM "{SearchDocument._meta.db_table}"'
    return sql.replace(table, f"FROM ({inner}) AS {table.removeprefix('FROM ')}", 1), [*first, *rest]


def _newest(found: list[tuple[str, list[Any]]], most: int) -> tuple[str, list[Any]]:
    """The newest of what any of these finds, as SQL: sorted after it was limited, which a queryset cannot say."""
    any_of = " UNION ".join(f"({sql})" for sql, _ in found)
    sql = f"(SELECT id FROM ({any_of}) AS found ORDER BY created_at DESC, id DESC LIMIT {most})"  # noqa: S608
    return sql, [value for _, params in found for value in params]


def _is(condition: Q) -> ExpressionWrapper[Q]:
    return ExpressionWrapper(condition, output_field=BooleanField())


def _score(found: Found, accepted: Q) -> Any:
    """The sum that docs/search.md explains."""
    age = Func(
        F("created_at"),
        template=f"power(2, -greatest(0, extract(epoch FROM now() - %(expressions)s)) / {YEAR_SECONDS}.0)",
        output_field=FloatField(),
    )
    return (
        found.asking.rank()
        + _if(found.asking.matches("title_vector"), TITLE)
        + _if(_letter_by_letter(found.query), EXACT)
        + _if(accepted, ACCEPTED)
        + age * Value(NEW)
        - _if(Q(thread__archived_at__isnull=False), ARCHIVED)
    )


def _letter_by_letter(query: Query) -> Q:
    """Documents where every word stands as it was typed: "żółw" before "zolw", and the other way round."""
    condition = Q()
    for term in query.wanted[:MOST_COMPARED]:
        condition &= Q(title__icontains=term.text) | Q(text__icontains=term.text)
    return condition


def _if(condition: Q, worth: float) -> Case:
    return Case(When(condition, then=Value(worth)), default=Value(0.0), output_field=FloatField())


def _on_shelves(rows: list[_Row]) -> list[tuple[int, str]]:
    return [(document, kind) for document, thread, _accepted, _exact, kind in rows if thread is None]


def _by_thread(rows: list[_Row]) -> list[Place]:
    best: dict[int, int] = {}
    accepted: dict[int, int] = {}
    counted: dict[int, int] = {}
    for document, thread, is_accepted, _is_exact, _kind in rows:
        if thread is None:
            continue
        best.setdefault(thread, document)
        counted[thread] = counted.get(thread, 0) + 1
        if is_accepted:
            accepted[thread] = document
    return [Place(document, thread, accepted.get(thread), counted[thread] - 1) for thread, document in best.items()]


def people(viewer: Viewer, query: Query, most: int) -> list[Member]:
    """Members whose name or handle begins like what was typed; members look, visitors do not."""
    typed = " ".join(term.text for term in query.wanted)
    if not typed or query.filters or not viewer.is_authenticated or viewer.is_suspended:
        return []
    named = Q(handle__startswith=typed_handle(typed))
    named |= Q(name__unaccent__istartswith=typed) | Q(name__unaccent__icontains=f" {typed}")
    followed = Follow.objects.filter(member=viewer, level=Level.EVERYTHING).exclude(person=None).values("person")
    known = Q(pk=viewer.pk) | Q(pk__in=followed) | Q(handle=typed_handle(typed))
    return list(
        Member.objects.present()
        .filter(named)
        .exclude(UNLISTED & ~known)
        .exclude(pk__in=Silence.objects.filter(member=viewer).values("other"))
        .order_by("name", "pk")[:most]
    )


def spaces_named(found: Found, most: int) -> list[Space]:
    """Spaces with a name that has a word beginning like what was typed."""
    typed = unaccented(" ".join(term.text for term in found.query.wanted))
    if not typed or found.query.filters:
        return []
    return [space for space in found.spaces if f" {typed}" in f" {unaccented(space.name)}"][:most]
