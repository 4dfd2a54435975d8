"""Addresses typed as they are become links: https://…, www.…, and e-mail addresses (as GFM has it)."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from config.lib.markup.words import Maker, inlines, replace_words, text

_SCHEME = re.compile(r"(?:^|(?<=[^A-Za-z0-9]))https?$", re.IGNORECASE)
_REST = re.compile(r"[^\s<\x00]+")
_HOST = re.compile(r"[^\s/?#<>:@()\[\]\"'!*,;|]+")
_ENTITY = re.compile(r"&[A-Za-z]+;$")
_PLAIN = re.compile(
    r"(?:^|(?<=[\s*_~(]))(?P<www>www\.[^\s<]+)"
    r"|(?<![\w.+/@:-])(?P<mail>[A-Za-z0-9.+_-]{1,64}@[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63}){1,8})(?![@/\w-])"
)


def install(md: MarkdownIt) -> None:
    """Teach the parser to link bare addresses."""
    md.inline.ruler.after("text", "bare_url", _bare_url)
    md.core.ruler.after("inline", "bare_words", _bare_words)


def _bare_url(state: StateInline, silent: bool) -> bool:
    # The text before the colon already waits in "pending", so the scheme is looked for backwards.
    if state.linkLevel or not state.src.startswith("://", state.pos):
        return False
    scheme = _SCHEME.search(state.pending[-6:])
    rest = _REST.match(state.src, state.pos + 3, state.posMax)
    if scheme is None or rest is None or not _is_host(rest[0]):
        return False
    tail = _without_punctuation(rest[0])
    url = f"{scheme[0]}://{tail}"
    href = state.md.normalizeLink(url)
    if not tail or not state.md.validateLink(href):
        return False
    if not silent:
        state.pending = state.pending[: -len(scheme[0])]
        opening = state.push("link_open", "a", 1)
        opening.attrs = {"href": href}
        opening.markup = opening.info = "bare"
        state.push("text", "", 0).content = url
        state.push("link_close", "a", -1).markup = "bare"
    state.pos += 3 + len(tail)
    return True


def _is_host(rest: str) -> bool:
    host = _HOST.match(rest)
    if host is None:
        return False
    labels = host[0].rstrip(".").split(".")
    return any(label for label in labels) and not any("_" in label for label in labels[-2:])


def _without_punctuation(url: str) -> str:
    """Leave out what belongs to the sentence around an address rather than to the address."""
    closing, opening = url.count(")"), url.count("(")
    end = len(url)
    while end:
        last = url[end - 1]
        if last == ")" and closing > opening:
            closing -= 1
        elif last == ";" and (entity := _ENTITY.search(url, max(0, end - 40), end)):
            end = entity.start() + 1
        elif last not in "?!.,:*_~'\";[]":
            break
        end -= 1
    return url[:end]


def _bare_words(state: StateCore) -> None:
    for block in inlines(state.tokens):
        if "@" in block.content or "www." in block.content:
            block.children = replace_words(block.children or [], _PLAIN, _link(state.md))


def _link(md: MarkdownIt) -> Maker:
    def make(match: re.Match[str]) -> list[Token] | None:
        if match["www"]:
            shown = _without_punctuation(match["www"])
            href, rest = f"http://{shown}", match["www"][len(shown) :]
            if not _is_host(shown[4:]) or "." not in shown[4:].strip("."):
                return None
        else:
            shown, rest = match["mail"], ""
            href = f"mailto:{shown}"
            if shown[-1] in "-_":
                return None
        start = Token("link_open", "a", 1, attrs={"href": md.normalizeLink(href)}, markup="bare", info="bare")
        made = [start, text(shown), Token("link_close", "a", -1, markup="bare", info="bare")]
        return [*made, text(rest)] if rest else made

    return make
