"""The HTML of a post for mail programs: whole addresses, words for pictures and boxes, hidden words stay hidden."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser

from django.utils.translation import gettext as _

_KEPT = frozenset(
    [
        "a",
        "b",
        "blockquote",
        "br",
        "code",
        "del",
        "em",
        "h3",
        "h4",
        "h5",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "strong",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_ALONE = frozenset({"br", "hr", "img", "input"})


def for_mail(html: str, here: str) -> str:
    """Our own rendered HTML as a mail can show it. `here` is the community's address, without a slash at the end.

    Nothing is loaded from anywhere when the mail is opened, and spoilers are left to the page.
    """
    writer = _Writer(here)
    writer.feed(html)
    writer.close()
    return "".join(writer.parts)


class _Writer(HTMLParser):
    def __init__(self, here: str) -> None:
        super().__init__(convert_charrefs=True)
        self.here = here
        self.parts: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = given.get("class", "")
        if tag in _ALONE:
            self._write(self._instead(tag, given))
            return
        spoiler = (tag, classes) in (("details", "spoiler"), ("span", "spoiler"))
        hides = spoiler or tag == "summary"  # a folded quote begins with its own first words
        if spoiler and not self._hidden:
            words = _("Spoiler: open the thread to read it")
            self.parts.append(f"[{escape(words)}]")
        self._open.append((tag, hides))
        self._hidden += hides
        if tag == "a":
            self._write(f'<a href="{escape(self._whole(given.get("href", "")))}">')
        elif tag in _KEPT:
            self._write(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if not self._open or tag in _ALONE:
            return
        opened, hides = self._open.pop()
        if opened in _KEPT:
            self._write(f"</{opened}>")
        self._hidden -= hides

    def handle_data(self, data: str) -> None:
        self._write(escape(data, quote=False))

    def _instead(self, tag: str, given: dict[str, str]) -> str:
        if tag == "img" and any(opened == "a" for opened, _hides in self._open):
            return f"[{escape(_('Picture: %(what)s') % {'what': given['alt']})}]" if given.get("alt") else ""
        if tag == "img":
            words = escape(_("Picture: %(what)s") % {"what": given["alt"]} if given.get("alt") else _("Picture"))
            return f'<a href="{escape(self._whole(given.get("src", "")))}">[{words}]</a>'
        if tag == "input":
            return "☑ " if "checked" in given else "☐ "
        return f"<{tag}>"

    def _whole(self, address: str) -> str:
        if address.startswith("/"):
            return self.here + address
        return address if address.startswith(("http://", "https://", "mailto:")) else self.here

    def _write(self, part: str) -> None:
        if not self._hidden:
            self.parts.append(part)
