"""What a post needs to know from outside: who is @anna, what is thread 12."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A member or a group that is named in a post; a group has no address, a silent one is not marked either."""

    handle: str
    name: str
    url: str
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Linked:
    """A thread or post that a post links to; without a title it is shown as ``#number``."""

    url: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """What is behind an address elsewhere: its title, perhaps a few words and a picture of our own, and its host."""

    title: str
    words: str
    site: str
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Filed:
    """A file that was uploaded here: its kind in a word, such as PDF, and its size as people read it."""

    kind: str
    size: str


@dataclass(frozen=True, slots=True)
class QuoteSource:
    """Where quoted words come from: ``@anna in #3`` (a number) or ``@anna in /p/123`` (a post id)."""

    handle: str
    number: int | None = None
    post_id: int | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """All that one post asks for, at most 20 of a kind."""

    handles: tuple[str, ...] = ()
    threads: tuple[tuple[int, int | None], ...] = ()
    permalinks: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()
    quotes: tuple[QuoteSource, ...] = ()
    previews: tuple[str, ...] = ()
    files: tuple[tuple[int, str], ...] = ()


OUT_OF_SIGHT = ""
"""The address of what is quoted while it is hidden or held: its words are not shown in the quote either."""


class Resolver(Protocol):
    """Looks things up for one reader's rights; ``None`` means: not there, or not for these readers.

    ``prepare`` is called once, before all else, so that a post costs the same queries whatever it names.
    """

    @property
    def own_host(self) -> str:
        """Host (and port) of this community, for example ``talk.example.org``; empty: no link is our own."""

    def prepare(self, wanted: Wanted) -> None:
        """Fetch everything that will be asked for."""

    def mention(self, handle: str) -> Mentioned | None:
        """The member with this handle (given in lower case)."""

    def thread(self, thread_id: int, number: int | None) -> Linked | None:
        """A thread, or the post with this number in it."""

    def permalink(self, post_id: int) -> Linked | None:
        """The post behind ``/p/9/``."""

    def post(self, number: int) -> str | None:
        """Address of the post ``#12`` of the thread that is being written in."""

    def tag(self, name: str) -> str | None:
        """Address of a tag (given in lower case)."""

    def quoted(self, source: QuoteSource) -> str | None:
        """Address of the post that is quoted, if that member wrote it; OUT_OF_SIGHT if nobody may read it now."""

    def preview(self, address: str) -> Card | None:
        """What is known of an address elsewhere."""

    def file(self, upload_id: int, secret: str) -> Filed | None:
        """An uploaded file that is not a picture."""


class NullResolver:
    """Knows nobody and nothing: for texts that stand outside any thread."""

    own_host = ""

    def prepare(self, wanted: Wanted) -> None:
        """Nothing to fetch."""

    def mention(self, handle: str) -> Mentioned | None:
        """Nobody."""
        return None

    def thread(self, thread_id: int, number: int | None) -> Linked | None:
        """No thread."""
        return None

    def permalink(self, post_id: int) -> Linked | None:
        """No post."""
        return None

    def post(self, number: int) -> str | None:
        """No post."""
        return None

    def tag(self, name: str) -> str | None:
        """No tag."""
        return None

    def quoted(self, source: QuoteSource) -> str | None:
        """No source."""
        return None

    def preview(self, address: str) -> Card | None:
        """No card."""
        return None

    def file(self, upload_id: int, secret: str) -> Filed | None:
        """No file."""
        return None


@dataclass(slots=True)
class Found:
    """The answers of a resolver, by what was asked."""

    mentions: dict[str, Mentioned] = field(default_factory=dict)
    threads: dict[tuple[int, int | None], Linked] = field(default_factory=dict)
    permalinks: dict[int, Linked] = field(default_factory=dict)
    posts: dict[int, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    quotes: dict[QuoteSource, str] = field(default_factory=dict)
    previews: dict[str, Card] = field(default_factory=dict)
    files: dict[tuple[int, str], Filed] = field(default_factory=dict)


def look_up(resolver: Resolver, wanted: Wanted) -> Found:
    """Ask a resolver for everything at once; it is not troubled when nothing is wanted."""
    if wanted == Wanted():
        return Found()
    resolver.prepare(wanted)
    return Found(
        mentions=_answers((handle, resolver.mention(handle)) for handle in wanted.handles),
        threads=_answers((key, resolver.thread(*key)) for key in wanted.threads),
        permalinks=_answers((key, resolver.permalink(key)) for key in wanted.permalinks),
        posts=_answers((number, resolver.post(number)) for number in wanted.numbers),
        tags=_answers((name, resolver.tag(name)) for name in wanted.tags),
        quotes=_answers((source, resolver.quoted(source)) for source in wanted.quotes),
        previews=_answers((address, resolver.preview(address)) for address in wanted.previews),
        files=_answers((key, resolver.file(*key)) for key in wanted.files),
    )


def _answers(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, Any]:
    return {key: answer for key, answer in pairs if answer is not None}
