"""Finding: which threads answer a search, best first, out of what the reader may see."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, Case, ExpressionWrapper, F, FloatField, Func, Q, Value, When

from community.search.asking import Asking
from community.search.filtering import conditions
from community.search.folding import fold
from community.search.indexing import languages_in_use
from community.search.models import POST, SearchDocument
from community.search.parsing import Query
from community.spaces.models import Space
from members.profiles.models import Member

if TYPE_CHECKING:
    from config.lib.audience import Viewer

MOST = 400
"""Only the newest documents with the words are ranked, and no search shows more."""
MOST_TITLES = 100
"""Of those with the words in their title, so many come in addition."""
TITLE, ACCEPTED, NEW, ARCHIVED = 1.0, 0.3, 0.1, 0.5
"""What counts besides the words: docs/search.md explains the sum."""
YEAR_SECONDS = 31_557_600


@dataclass(frozen=True)
class Place:
    """A thread that was found, by the document that fits best."""

    document: int
    thread: int
    accepted: int | None = None
    """The document of the thread's accepted answer, if it was found too."""
    others: int = 0
    """How many more posts of the thread have the words."""


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
    is_cut: bool = False
    """Whether there is more than is ever shown."""

    @property
    def total(self) -> int:
        """How many threads."""
        return len(self.places)

    @property
    def space_ids(self) -> frozenset[int]:
        """Ids of the spaces the reader sees."""
        return frozenset(space.pk for space in self.spaces)


def find(viewer: Viewer, query: Query) -> Found:
    """Search; two queries, one more with the filter `by:`."""
    spaces = list(
        Space.objects.visible_to(viewer).filter(deleted_at=None).only("name", "slug", "hue", "purpose", "archived_at")
    )
    found = Found(query, Asking(query, languages_in_use()), spaces)
    if query.is_empty:
        return found
    found.conditions = conditions(query, spaces)
    base = SearchDocument.objects.in_spaces(found.space_ids).filter(found.conditions)
    latest = query.value("sort") == "latest"
    rows = list(_ranked(found, base, latest=latest))
    found.is_cut = len(rows) >= MOST
    found.places = _by_thread(rows)[:MOST]
    return found


def _ranked(found: Found, base: Any, *, latest: bool) -> Any:
    """Rows of document, thread and whether it is the accepted answer, in order; nothing unreadable among them."""
    matching = base.filter(found.asking.matches("vector")) if found.query.terms else base
    candidates = _newest(matching, MOST)
    if found.query.wanted and not latest:
        titles = _newest(base.filter(found.asking.matches("title_vector")), MOST_TITLES)
        candidates = candidates.union(titles)
    rows: Any = SearchDocument.objects.filter(pk__in=candidates).readable_in(found.space_ids)
    accepted = Q(kind=POST, object_id=F("thread__answer_id"))
    rows = rows.annotate(accepted=ExpressionWrapper(accepted, output_field=BooleanField()))
    if latest or not found.query.wanted:
        rows = rows.order_by("-created_at", "-pk")
    else:
        rows = rows.annotate(score=_score(found.asking, accepted)).order_by("-score", "-pk")
    return rows.values_list("pk", "thread_id", "accepted")


def _newest(documents: Any, most: int) -> Any:
    return documents.order_by("-created_at", "-pk").values("pk")[:most]


def _score(asking: Asking, accepted: Q) -> Any:
    """The sum that docs/search.md explains."""
    age = Func(
        F("created_at"),
        template=f"power(2, -greatest(0, extract(epoch FROM now() - %(expressions)s)) / {YEAR_SECONDS}.0)",
        output_field=FloatField(),
    )
    return (
        asking.rank()
        + _if(asking.matches("title_vector"), TITLE)
        + _if(accepted, ACCEPTED)
        + age * Value(NEW)
        - _if(Q(thread__archived_at__isnull=False), ARCHIVED)
    )


def _if(condition: Q, worth: float) -> Case:
    return Case(When(condition, then=Value(worth)), default=Value(0.0), output_field=FloatField())


def _by_thread(rows: list[tuple[int, int, bool]]) -> list[Place]:
    best: dict[int, int] = {}
    accepted: dict[int, int] = {}
    counted: dict[int, int] = {}
    for document, thread, is_accepted in rows:
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
    named = Q(handle__startswith=typed.lower().removeprefix("@"))
    named |= Q(name__unaccent__istartswith=typed) | Q(name__unaccent__icontains=f" {typed}")
    return list(Member.objects.present().filter(named).order_by("name", "pk")[:most])


def spaces_named(found: Found, most: int) -> list[Space]:
    """Spaces with a name that has a word beginning like what was typed."""
    typed = fold(" ".join(term.text for term in found.query.wanted))
    if not typed or found.query.filters:
        return []
    return [space for space in found.spaces if f" {typed}" in f" {fold(space.name)}"][:most]
