"""Pictures in posts lead to themselves in full size, keep their place free, and come as small as they are shown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape

from django.utils.translation import gettext as _

from community.posts.locating import Located

Sizes = Mapping[int, tuple[int, int] | tuple[int, int, Sequence[int]]]
"""Width and height of uploads by their id, and the widths of the small copies that they have."""

_UPLOAD = re.compile(r"(/media/u/([1-9][0-9]{0,17})/[A-Za-z0-9_-]{1,32})\.")
_PRESSED = frozenset({"a", "summary"})
"""What is pressed already for something else."""
_ALONE, _TILE = "(min-width: 720px) 640px, 92vw", "(min-width: 720px) 320px, 46vw"
"""How wide a picture is shown: by itself, and in a gallery."""


def linked(html: str, sizes: Sizes) -> str:
    """Our own rendered HTML with the size of each picture, its small copies, and a link around those that have none."""
    if "<img" not in html:
        return html
    finder = _PictureFinder(html, sizes)
    finder.feed(html)
    finder.close()
    parts, last = [], 0
    for begin, end, shown in finder.found:
        parts += [html[last:begin], shown]
        last = end
    return "".join([*parts, html[last:]])


class _PictureFinder(Located):
    def __init__(self, html: str, sizes: Sizes) -> None:
        super().__init__(html)
        self.found: list[tuple[int, int, str]] = []
        """Where each picture begins and ends, and what stands there instead."""
        self._sizes = sizes
        self._inside = 0
        self._in_gallery = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside += tag in _PRESSED
        if tag == "div":
            self._in_gallery = ("class", "gallery") in attrs
        elif tag == "img":
            given = {name: value or "" for name, value in attrs}
            written = self.get_starttag_text() or ""
            shown = self._sized(written, given.get("src", ""))
            if not self._inside:
                shown = f"{_link(given)}{shown}</a>"
            self.found.append((self.here, self.here + len(written), shown))

    def handle_endtag(self, tag: str) -> None:
        self._inside -= tag in _PRESSED
        if tag == "div":
            self._in_gallery = False

    def _sized(self, written: str, src: str) -> str:
        upload = _UPLOAD.match(src)
        size = self._sizes.get(int(upload[2])) if upload else None
        if upload is None or size is None:
            return written
        width, height = size[:2]
        known = f'{written[:-1]} width="{width}" height="{height}"'
        thumbs = size[2] if len(size) > 2 else ()
        if not thumbs:
            return f"{known}>"
        shown_in = f' sizes="{_TILE if self._in_gallery else _ALONE}"'
        avif, webp = (", ".join(f"{upload[1]}-{one}.{form} {one}w" for one in thumbs) for form in ("avif", "webp"))
        return (
            f'<picture><source type="image/avif" srcset="{avif}"{shown_in}>'
            f'{known} srcset="{webp}, {escape(src)} {width}w"{shown_in}></picture>'
        )


def _link(given: Mapping[str, str]) -> str:
    named = "" if given.get("alt") else f' aria-label="{escape(_("Picture"))}"'
    return f'<a class="picture" href="{escape(given.get("src", ""))}"{named}>'
