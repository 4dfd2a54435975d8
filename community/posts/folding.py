"""Long posts fold: their beginning stands open, and the rest behind one press."""

from __future__ import annotations

import re
from dataclasses import dataclass

from community.posts.locating import ALONE, Located

LONG = 1_200
"""Words of a post that are shown at once."""
WORTH_A_PRESS = 60
"""A rest of fewer words is shown with the beginning."""
WORDS_A_MINUTE = 220
_CHARACTERS_A_WORD = 2
"""At least, with the space behind it; Chinese and Japanese, which have no spaces, are counted the same."""
_DEEP = 80
"""How many words nearer a cut inside a list, table or quote has to be to be better than one between two blocks."""

_WORD = re.compile(r"[぀-ヿ㐀-鿿]{1,2}|[^\s぀-ヿ㐀-鿿]+")
_OPEN_TO_CUTS = frozenset({"ul", "ol", "blockquote", "div", "table", "tbody"})
_BLOCKS = _OPEN_TO_CUTS | {"details", "li", "p", "pre", "section", "tr"}
"""What a cut may follow: not a heading, nor the head of a table, which belong to what comes after them."""
_TAG = re.compile(r"<[^>]*>")
_START = re.compile(r' start="\d+"')


@dataclass(frozen=True)
class Folded:
    """A post in two pieces, each of them whole HTML."""

    first: str
    rest: str
    minutes: int
    """How long the rest takes to read, at least 1."""


def fold(html: str) -> Folded | None:
    """Cut a long post where the block ends that is nearest to LONG words; None for one that is short or cannot be cut.

    Words are counted only where there may be so many, and HTML is parsed only of long posts, and only to the cut.
    """
    if len(html) < LONG * _CHARACTERS_A_WORD:
        return None
    words = words_in(_TAG.sub(" ", html))
    if words < LONG + WORTH_A_PRESS:
        return None
    finder = _CutFinder(html)
    for line in html.splitlines(keepends=True):
        finder.feed(line)
        if finder.is_past_the_best:
            break
    left = words - finder.words_before
    if finder.cut is None or left < WORTH_A_PRESS or not html[finder.cut :].strip():
        return None
    first, rest = html[: finder.cut] + finder.closing, finder.opening + html[finder.cut :]
    return Folded(first, rest, max(1, round(left / WORDS_A_MINUTE)))


def words_in(text: str) -> int:
    """How many words a text has, for the time it takes to read."""
    return sum(1 for _word in _WORD.finditer(text))


class _CutFinder(Located):
    """Remembers the best place for a cut, and what has to be closed before it and opened again after it."""

    def __init__(self, html: str) -> None:
        super().__init__(html)
        self.cut: int | None = None
        self.words_before = 0
        self.closing = self.opening = ""
        self._words = 0
        self._distance = LONG - LONG // 3
        self._open: list[_Element] = []

    @property
    def is_past_the_best(self) -> bool:
        """Whether what follows can only be worse."""
        return self._words - LONG > self._distance and self.cut is not None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ALONE:
            return
        if self._open:
            self._open[-1].children += 1
        self._open.append(_Element(tag, self.get_starttag_text() or f"<{tag}>", dict(attrs).get("start") or "1"))

    def handle_data(self, data: str) -> None:
        self._words += words_in(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in ALONE or not self._open:
            return
        self._open.pop()
        if tag not in _BLOCKS or any(element.tag not in _OPEN_TO_CUTS for element in self._open):
            return
        distance = abs(self._words - LONG) + _DEEP * len(self._open)
        if distance < self._distance:
            self._distance, self.cut, self.words_before = distance, self.here + len(f"</{tag}>"), self._words
            self.closing = "".join(f"</{element.tag}>" for element in reversed(self._open))
            self.opening = "".join(element.again for element in self._open)


@dataclass
class _Element:
    tag: str
    text: str
    start: str
    children: int = 0

    @property
    def again(self) -> str:
        """The tag that opens it once more; a numbered list counts on."""
        if self.tag != "ol":
            return self.text
        return f'{_START.sub("", self.text)[:-1]} start="{int(self.start) + self.children}">'
