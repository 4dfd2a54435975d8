"""The headings of a guide: a list of contents, with places in the text to jump to; and its steps, if it has some."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.text import slugify

from community.posts.locating import Located

if TYPE_CHECKING:
    from collections.abc import Collection

LEAST = 2
"""A list of one heading helps nobody."""
_LEVELS = {"h3": 1, "h4": 2, "h5": 3}
_SPACES = re.compile(r"\s+")


@dataclass
class Heading:
    """A heading with the name of its place."""

    words: str
    anchor: str
    level: int


@dataclass
class Structured:
    """A text with places to jump to."""

    html: str
    contents: list[Heading] = field(default_factory=list)


def structured(html: str) -> Structured:
    """Our own rendered HTML with an id on each heading; the list is empty where there are too few."""
    if "<h" not in html:
        return Structured(html)
    finder = _Finder(html)
    finder.feed(html)
    finder.close()
    parts, last, taken = [], 0, set[str]()
    headings: list[Heading] = []
    for at, level, words in finder.headings:
        heading = Heading(words, _anchor(words, taken), level)
        headings.append(heading)
        parts += [html[last : at + 3], f' id="{heading.anchor}"']
        last = at + 3
    contents = headings if len(headings) >= LEAST else []
    return Structured("".join([*parts, html[last:]]), contents)


def steps_of(html: str) -> list[str]:
    """The items of the first numbered list that stands at the top level; empty without one of two items or more."""
    finder = _Finder(html)
    finder.feed(html)
    finder.close()
    return finder.steps if len(finder.steps) >= LEAST else []


def _anchor(words: str, taken: set[str]) -> str:
    """Letters and hyphens; `in-` keeps it apart from every other id of the page."""
    plain = f"in-{slugify(words, allow_unicode=True)[:60] or 'part'}"
    anchor = _free(plain, taken)
    taken.add(anchor)
    return anchor


def _free(plain: str, taken: Collection[str]) -> str:
    number, anchor = 1, plain
    while anchor in taken:
        number += 1
        anchor = f"{plain}-{number}"
    return anchor


class _Finder(Located):
    """Finds headings outside of quotes, and the steps of the first numbered list."""

    def __init__(self, html: str) -> None:
        super().__init__(html)
        self.headings: list[tuple[int, int, str]] = []
        self.steps: list[str] = []
        self._open: list[str] = []
        self._said: list[str] | None = None
        self._step: list[str] | None = None
        self._counted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("br", "hr", "img", "input"):
            return
        if tag in _LEVELS and not {"blockquote", "details", "section"} & {*self._open}:
            self.headings.append((self.here, _LEVELS[tag], ""))
            self._said = []
        if tag == "ol" and not self._open:
            self._counted += 1
        if tag == "li" and self._open == ["ol"] and self._counted == 1:
            self._step = []
        self._open.append(tag)

    def handle_data(self, data: str) -> None:
        for said in (self._said, self._step):
            if said is not None:
                said.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        if tag in _LEVELS and self._said is not None:
            at, level, _nothing = self.headings[-1]
            self.headings[-1] = (at, level, _plain(self._said))
            self._said = None
        if tag == "li" and self._step is not None and self._open == ["ol"]:
            self.steps.append(_plain(self._step))
            self._step = None


def _plain(said: list[str]) -> str:
    return _SPACES.sub(" ", "".join(said)).strip()
