"""Results as pages show them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

from community.search.filtering import address
from community.search.marking import extract, marked, wording, words_to_mark
from community.search.models import SearchDocument
from community.search.shelving import SHOWN, SHOWN_IN_PALETTE, shelved
from community.threads.rows import post_url

if TYPE_CHECKING:
    from collections.abc import Sequence

    from community.search.finding import Found, Place
    from community.threads.models import Thread
    from members.profiles.models import Member

FIRST = 6
"""So many threads the palette shows."""


@dataclass(frozen=True)
class Hit:
    """A thread that was found, with the words that were found in it."""

    document: SearchDocument
    thread: Thread
    author: Member | None
    url: str
    title: SafeString
    extract: SafeString
    others: int
    is_answer: bool
    """Whether the words are those of the accepted answer."""
    number: int
    is_near: bool
    """Whether it has words that are only nearly those that were typed."""


@dataclass
class Sample:
    """The first few of what was found, for the palette."""

    best: Hit | None = None
    hits: list[Hit] = field(default_factory=list)
    all_url: str = ""

    @property
    def best_and_hits(self) -> list[Hit]:
        """All that is shown."""
        return [*([self.best] if self.best else []), *self.hits]

    @property
    def exact(self) -> list[Hit]:
        """Threads with the words that were typed."""
        return [hit for hit in self.hits if not hit.is_near]

    @property
    def near(self) -> list[Hit]:
        """Threads with nearly these words."""
        return [hit for hit in self.hits if hit.is_near]


def hits(found: Found, places: Sequence[Place]) -> list[Hit]:
    """What to show of each place, in the given order; one query, which reads what stands on shelves, too."""
    documents = found.documents = _documents(found, [place.document for place in places] + shelved(found, SHOWN))
    return [_hit(found, documents[place.document], place) for place in places if place.document in documents]


def sample(found: Found) -> Sample:
    """The first threads, and before them the best accepted answer among them; one query."""
    places = found.places[:FIRST]
    answered = next((place for place in places if place.accepted and not place.is_near), None)
    wanted = [place.document for place in places] + ([answered.accepted] if answered and answered.accepted else [])
    documents = found.documents = _documents(found, wanted + shelved(found, SHOWN_IN_PALETTE))
    shown = Sample(all_url=address(found.query))
    if answered and answered.accepted in documents:
        shown.best = _hit(found, documents[answered.accepted], answered)
    rest = [place for place in places if shown.best is None or place is not answered]
    shown.hits = [_hit(found, documents[place.document], place) for place in rest if place.document in documents]
    return shown


def _documents(found: Found, ids: list[int]) -> dict[int, SearchDocument]:
    if not ids:
        return {}
    documents = SearchDocument.objects.filter(pk__in=ids).select_related("thread__space", "author")
    slim = documents.defer(
        "vector",
        "title_vector",
        "thread__space__description",
        "thread__space__template",
        "thread__space__kind_templates",
        "author__about",
    )
    return {document.pk: document for document in slim.annotate(stems=words_to_mark(found.asking))}


def _hit(found: Found, document: SearchDocument, place: Place) -> Hit:
    thread = document.thread
    assert thread is not None  # found by their threads
    letters = wording(found.query, found.asking, document.language, f"{thread.title} {document.text}")
    words = letters.union(document.stems)  # type: ignore[attr-defined]
    return Hit(
        document=document,
        thread=thread,
        author=document.author,
        url=post_url(thread, document.number) if document.number > 1 else thread.get_absolute_url(),
        title=marked(thread.title, words),
        extract=extract(document.text, words),
        others=place.others,
        is_answer=thread.answer_id == document.object_id,
        number=document.number,
        is_near=place.is_near,
    )
