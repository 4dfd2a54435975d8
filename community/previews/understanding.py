"""What a page says about itself to those who link to it: OpenGraph, what Twitter made of it, or its plain title.

Read by the standard library's parser from the beginning of the page; nothing is run, followed or kept as HTML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from time import thread_time
from urllib.parse import urljoin, urlsplit

from django.utils.text import Truncator

from config.lib.charsets import decoded
from config.lib.markup.characters import clean
from config.lib.outgoing import Answer

TITLE_MAX, WORDS_MAX, SITE_MAX = 160, 240, 100
SECONDS = 0.5
"""Of CPU, for one page; what was found until then is what the page says."""

_DECLARED = re.compile(rb"""<meta[^>]{1,100}?charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)
_TITLES = ("og:title", "twitter:title", "<title>")
_WORDS = ("og:description", "twitter:description", "description")
_PICTURES = ("og:image:secure_url", "og:image", "twitter:image", "twitter:image:src")
_KNOWN = frozenset((*_TITLES, *_WORDS, *_PICTURES))
_PIECE = 16 * 1024
_LONGEST = 2_000


@dataclass(frozen=True)
class Understood:
    """Title, words and host to show; `picture` is an address that may be asked for one, or empty."""

    title: str
    words: str
    site: str
    picture: str


def understand(answer: Answer) -> Understood | None:
    """What the page says about itself; None if it has no title."""
    reader = _Reader()
    text, end = _decoded(answer), thread_time() + SECONDS
    for start in range(0, len(text), _PIECE):
        reader.feed(text[start : start + _PIECE])
        if reader.is_past_the_head or thread_time() > end:
            break
    title = _line(reader.first(_TITLES), TITLE_MAX)
    if not title:
        return None
    words = _line(reader.first(_WORDS), WORDS_MAX)
    # The host that answered, whatever name the page claims for itself.
    site = (urlsplit(answer.url).hostname or "").removeprefix("www.")[:SITE_MAX]
    return Understood(title, "" if words == title else words, site, _address(answer.url, reader.first(_PICTURES)))


def _decoded(answer: Answer) -> str:
    declared = _DECLARED.search(answer.data[:1024])
    return decoded(answer.data, (answer.charset, declared[1].decode().lower() if declared else ""))


def _line(text: str, most: int) -> str:
    """One line without control, direction and other hidden characters."""
    return Truncator(" ".join(clean(text).split())).chars(most)


def _address(page: str, picture: str) -> str:
    if not picture or len(picture) > _LONGEST:
        return ""
    try:
        address = urljoin(page, picture.strip())
    except ValueError:
        return ""
    return address if address.startswith(("http://", "https://")) else ""


class _Reader(HTMLParser):
    """Collects titles, descriptions and pictures; of each the first that is not empty."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.is_past_the_head = False
        self._said: dict[str, str] = {}
        self._title: list[str] | None = None

    def first(self, names: tuple[str, ...]) -> str:
        return next((self._said[name] for name in names if self._said.get(name)), "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "meta":
            given = dict(attrs)
            name = (given.get("property") or given.get("name") or "").lower()
            if name in _KNOWN:
                self._say(name, given.get("content") or "")
        elif tag == "title":
            self._title = []
        elif tag == "body":
            self.is_past_the_head = True

    def handle_data(self, data: str) -> None:
        if self._title is not None and len(self._title) < 10:
            self._title.append(data[:_LONGEST])

    def handle_endtag(self, tag: str) -> None:
        if tag == "title" and self._title is not None:
            self._say("<title>", "".join(self._title))
            self._title = None

    def _say(self, name: str, value: str) -> None:
        if not self._said.get(name):
            self._said[name] = value[:_LONGEST]
