"""Pictures in posts lead to themselves in full size, and keep their place free until they are there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from django.utils.translation import gettext as _

from community.posts.locating import Located

Sizes = Mapping[int, tuple[int, int]]
"""Width and height of uploads, by their id."""

_UPLOAD = re.compile(r"/media/u/([1-9][0-9]{0,17})/")
_PRESSED = frozenset({"a", "summary"})
"""What is pressed already for something else."""


def linked(html: str, sizes: Sizes) -> str:
    """Our own rendered HTML with the size of each picture, and a link around those that stand in none yet."""
    if "<img" not in html:
        return html
    finder = _PictureFinder(html, sizes)
    finder.feed(html)
    finder.close()
    parts, last = [], 0
    for begin, end, link, size in finder.found:
        parts += [html[last:begin], link, html[begin : end - 1], size, ">", "</a>" if link else ""]
        last = end
    return "".join([*parts, html[last:]])


class _PictureFinder(Located):
    def __init__(self, html: str, sizes: Sizes) -> None:
        super().__init__(html)
        self.found: list[tuple[int, int, str, str]] = []
        """Where each picture begins and ends, the link that goes before it, and its size as attributes."""
        self._sizes = sizes
        self._inside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside += tag in _PRESSED
        if tag == "img":
            given = {name: value or "" for name, value in attrs}
            link = "" if self._inside else _link(given)
            end = self.here + len(self.get_starttag_text() or "")
            self.found.append((self.here, end, link, self._size(given.get("src", ""))))

    def handle_endtag(self, tag: str) -> None:
        self._inside -= tag in _PRESSED

    def _size(self, src: str) -> str:
        upload = _UPLOAD.match(src)
        size = self._sizes.get(int(upload[1])) if upload else None
        return f' width="{size[0]}" height="{size[1]}"' if size else ""


def _link(given: Mapping[str, str]) -> str:
    named = "" if given.get("alt") else f' aria-label="{escape(_("Picture"))}"'
    return f'<a class="picture" href="{escape(given.get("src", ""))}"{named}>'
