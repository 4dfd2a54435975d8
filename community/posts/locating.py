"""Reading our own rendered HTML without changing it: what begins and ends where."""

from __future__ import annotations

import re
from html.parser import HTMLParser

ALONE = frozenset({"br", "hr", "img", "input"})
"""Elements of posts without an end."""


class Located(HTMLParser):
    """A parser that knows how far into the text it is. Our HTML is sanitised: everything that opens is closed."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self._lines = [0, *(line.end() for line in re.finditer("\n", html))]

    @property
    def here(self) -> int:
        """Where the tag begins that is being read, in characters from the start."""
        line, column = self.getpos()
        return self._lines[line - 1] + column
