"""From what a member typed to what others read. Done once, when a post is written."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markdown_it.token import Token

from config.lib.markup.addresses import OwnPlace, is_external
from config.lib.markup.characters import clean, escape, write_entities
from config.lib.markup.footnotes import check_prefix
from config.lib.markup.limits import (
    MAX_HIGHLIGHT_SECONDS,
    MAX_HIGHLIGHTED,
    MAX_PREVIEWS,
    TooMuchMarkup,
    check_length,
    first_distinct,
    has_too_many_tags,
)
from config.lib.markup.parsing import line_parser, post_parser
from config.lib.markup.plain import plain_text
from config.lib.markup.quotes import without_gone
from config.lib.markup.resolving import OUT_OF_SIGHT, QuoteSource, Resolver, Wanted, look_up
from config.lib.markup.sanitising import sanitise

# Raise it whenever the same source would give another result: stored posts with a lower number are rendered again.
MARKUP_VERSION = 3


@dataclass(frozen=True, slots=True)
class Rendered:
    """A post as it is stored beside its source."""

    html: str
    text: str
    """Readable words without markup, for excerpts and search."""
    mentions: tuple[str, ...] = ()
    """Handles that exist, in the order of the text; not those inside quotes."""
    tags: tuple[str, ...] = ()
    """Tags that exist, lower case."""
    links: tuple[str, ...] = ()
    """Different addresses on other hosts, in the order of the text."""
    quotes: tuple[QuoteSource, ...] = ()
    """Sources that exist, for back-links."""
    pictures: tuple[str, ...] = ()
    """Paths under /media/."""
    unformatted: bool = False
    """The source held so much markup that it is shown as typed."""


def render(source: str, resolver: Resolver, *, prefix: str = "", line: bool = False) -> Rendered:
    """Render Markdown to safe HTML. Raises ``PostTooLong`` above 32,000 characters, and nothing else.

    ``prefix`` keeps footnote ids of several posts on one page apart, for example ``p123-``. ``line``: a line of chat,
    which has words, links, mentions, emoji and code, but no headings, lists, tables, quotes and pictures.
    """
    check_length(source)
    check_prefix(prefix)
    source = clean(source)
    try:
        return _formatted(source, resolver, prefix, line=line)
    except TooMuchMarkup:
        html = f'<p class="unformatted">{escape(source)}</p>\n'
        return Rendered(html=write_entities(sanitise(html)), text=source.strip(), unformatted=True)


def _formatted(source: str, resolver: Resolver, prefix: str, *, line: bool) -> Rendered:
    parser = line_parser() if line else post_parser()
    env: dict[str, Any] = {"own_host": resolver.own_host, "prefix": prefix, "pictures": not line}
    tokens = parser.parse(source, env)
    seen = list(_walk(tokens))
    env["found"] = found = look_up(resolver, _wanted(seen))
    if OUT_OF_SIGHT in found.quotes.values():
        tokens = without_gone(tokens, found)
        seen = list(_walk(tokens))
    html = parser.renderer.render(
        tokens, parser.options, env | {"characters": MAX_HIGHLIGHTED, "seconds": MAX_HIGHLIGHT_SECONDS, "headings": []}
    )
    if has_too_many_tags(html):  # colours go first
        html = parser.renderer.render(tokens, parser.options, env | {"characters": 0, "seconds": 0.0, "headings": []})
        if has_too_many_tags(html):
            raise TooMuchMarkup
    return Rendered(
        html=write_entities(sanitise(html)),
        text=plain_text(tokens, found),
        mentions=tuple(handle for handle in first_distinct(_mentioned(seen)) if handle in found.mentions),
        tags=_distinct(name for name in _meta(seen, "tag") if name in found.tags),
        links=_distinct(href for href in _hrefs(seen) if is_external(href)),
        quotes=_distinct(source for source in _meta(seen, "source") if source in found.quotes),
        pictures=_distinct(str(token.attrs["src"]) for token in seen if token.type == "image"),
    )


def _walk(tokens: list[Token]) -> Iterator[Token]:
    """All tokens, those inside paragraphs too."""
    for token in tokens:
        yield token
        if token.children and token.type == "inline":
            yield from token.children


def _wanted(seen: list[Token]) -> Wanted:
    places: list[OwnPlace] = _meta(seen, "place")
    quotes: list[QuoteSource] = first_distinct(_meta(seen, "source"))
    handles = first_distinct([*_mentioned(seen), *_meta(seen, "handle")])
    return Wanted(
        handles=tuple(dict.fromkeys([*handles, *(source.handle for source in quotes)])),
        threads=tuple(first_distinct([(place.thread_id, place.number) for place in places if place.thread_id])),
        permalinks=tuple(first_distinct([place.post_id for place in places if place.post_id])),
        numbers=tuple(first_distinct(_meta(seen, "number"))),
        tags=tuple(first_distinct(_meta(seen, "tag"))),
        quotes=tuple(quotes),
        previews=tuple(first_distinct(_meta(seen, "preview"))[:MAX_PREVIEWS]),
        files=tuple(first_distinct(_meta(seen, "file"))),
    )


def _meta(seen: list[Token], name: str) -> list[Any]:
    return [token.meta[name] for token in seen if name in token.meta]


def _mentioned(seen: list[Token]) -> list[str]:
    return [token.meta["handle"] for token in seen if token.type == "mention" and "quoted" not in token.meta]


def _hrefs(seen: list[Token]) -> list[str]:
    return [str(token.attrs["href"]) for token in seen if token.type in ("link_open", "preview")]


def _distinct[T](found: Iterator[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(found))
