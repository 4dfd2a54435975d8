"""Two walls behind the renderer: bleach holds the policy, nh3 holds it again with another parser.

The renderer escapes everything already; this is for the day on which it has a hole.
Why two: docs/decisions/two-sanitisers.md.
"""

import re
from functools import cache
from threading import local
from typing import Any

import nh3
from bleach.sanitizer import Cleaner

from config.lib.markup.addresses import is_picture, is_safe
from config.lib.markup.highlighting import HIGHLIGHT_CLASSES, LANGUAGES
from config.lib.markup.links import REL

_BARE = frozenset(["br", "del", "em", "hr", "strong", "summary", "table", "tbody", "thead", "tr", "h3", "h4", "h5"])
_CLASSES: dict[str, frozenset[str]] = {
    "a": frozenset({"mention", "tag", "reference", "quote-author", "footnote-back", "linkcard", "attachment"}),
    "blockquote": frozenset({"quote"}),
    "code": frozenset(f"language-{name}" for name in LANGUAGES),
    "details": frozenset({"spoiler", "quote-fold"}),
    "div": frozenset({"table", "gallery"}),
    "input": frozenset({"task-box"}),
    "li": frozenset({"task"}),
    "ol": frozenset({"tasks"}),
    "p": frozenset({"pictures", "quote-source", "unformatted"}),
    "pre": frozenset({"code"}),
    "section": frozenset({"footnotes"}),
    "span": HIGHLIGHT_CLASSES
    | {"group", "spoiler", "spoiler-words", "visually-hidden", "quote-author", "quote-number", "quote-start"}
    | {"linkcard-words", "linkcard-site", "attachment-facts"},
    "sup": frozenset({"footnote-ref"}),
    "td": frozenset({"align-start", "align-center", "align-end"}),
    "th": frozenset({"align-start", "align-center", "align-end"}),
    "ul": frozenset({"tasks"}),
}
_ATTRIBUTES: dict[str, frozenset[str]] = {
    "a": frozenset({"href", "title", "rel", "id", "aria-label"}),
    "div": frozenset({"role", "tabindex", "aria-label"}),
    "img": frozenset({"src", "alt", "title", "loading", "decoding"}),
    "input": frozenset({"type", "checked", "disabled", "aria-label"}),
    "li": frozenset({"id"}),
    "ol": frozenset({"start"}),
    "pre": frozenset({"tabindex"}),
    "span": frozenset({"tabindex"}),
}
_VALUES: dict[str, frozenset[str]] = {
    "rel": frozenset({REL}),
    "role": frozenset({"group"}),
    "tabindex": frozenset({"0"}),
    "type": frozenset({"checkbox"}),
    "loading": frozenset({"lazy"}),
    "decoding": frozenset({"async"}),
    "checked": frozenset({"", "checked"}),
    "disabled": frozenset({"", "disabled"}),
}
_ID = re.compile(r"fn(?:ref)?-[a-z0-9-]{1,60}")
_START = re.compile(r"[0-9]{1,9}")

_TAGS = _BARE | set(_CLASSES) | set(_ATTRIBUTES)
_NAMES = {tag: set(_ATTRIBUTES.get(tag, ())) | ({"class"} if tag in _CLASSES else set()) for tag in _TAGS}
_SCHEMES = {"http", "https", "mailto"}
_thread = local()  # a Cleaner may not be shared between threads, and making one costs half a millisecond


def sanitise(html: str) -> str:
    """HTML that holds nothing but what posts are made of; safe HTML comes back unchanged."""
    cleaned = _second_wall().clean(_cleaner().clean(html))
    return cleaned.replace("\r", "\n")  # from "&#13;"; every reader of HTML would do it


def is_allowed(tag: str, name: str, value: str) -> bool:
    """Whether a post may carry this attribute with this value. No style, no data-*, no hx-*, no id but of footnotes."""
    if name == "class":
        return value in _CLASSES.get(tag, ())
    if name not in _ATTRIBUTES.get(tag, ()):
        return False
    if name in _VALUES:
        return value in _VALUES[name]
    if name == "href":
        return is_safe(value)
    if name == "src":
        return is_picture(value)
    if name == "id":
        return _ID.fullmatch(value) is not None
    if name == "start":
        return _START.fullmatch(value) is not None
    return True  # alt, title, aria-label: words


@cache
def _second_wall() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(_TAGS),
        attributes=_NAMES,
        attribute_filter=lambda tag, name, value: value if is_allowed(tag, name, value) else None,
        set_tag_attribute_values={"input": {"type": "checkbox", "disabled": ""}},
        url_schemes=_SCHEMES,
        link_rel=None,
    )


def _cleaner() -> Cleaner:
    if not hasattr(_thread, "cleaner"):
        policy: Any = is_allowed
        _thread.cleaner = Cleaner(
            tags=_TAGS, attributes=policy, protocols=_SCHEMES, strip=True, strip_comments=True, css_sanitizer=None
        )
    cleaner: Cleaner = _thread.cleaner
    return cleaner
