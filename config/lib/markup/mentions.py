"""Small references in running text: @anna, #12 (a post of this thread), #tag, :tada:."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from config.lib.handle_names import AFTER, BEFORE, HANDLE
from config.lib.markup.shortcodes import emoji_named
from config.lib.markup.words import replace_words, text

_WORDS = re.compile(
    rf"{BEFORE}(?:"
    rf"@(?P<handle>{HANDLE}){AFTER}"
    r"|#(?P<number>[1-9][0-9]{0,5})(?![\w-])"
    r"|#(?P<tag>(?=[0-9_-]{0,40}[^\W\d_])\w(?:[\w-]{0,48}\w)?)(?![\w#])"
    r")|(?<!\w):(?P<emoji>[A-Za-z0-9_+’.-]{1,48}):(?!\w)"
)


def install(md: MarkdownIt) -> None:
    """Teach the parser mentions, post numbers, tags and emoji; none of them is found in code or in links."""
    md.core.ruler.before("text_join", "references", _references)


def _references(state: StateCore) -> None:
    quotes = 0
    for token in state.tokens:
        if token.type in ("blockquote_open", "blockquote_close"):
            quotes += token.nesting
        if token.type != "inline" or not token.children:
            continue
        if any(mark in token.content for mark in "@#:"):
            token.children = replace_words(token.children, _WORDS, _make_quoted if quotes else _make)


def _make(match: re.Match[str]) -> list[Token] | None:
    if match["handle"]:
        return [Token("mention", "", 0, content=match[0], meta={"handle": match["handle"].lower()})]
    if match["number"]:
        return [Token("post_number", "", 0, content=match[0], meta={"number": int(match["number"])})]
    if match["tag"]:
        return [Token("tag", "", 0, content=match[0], meta={"tag": match["tag"].lower()})]
    emoji = emoji_named(match["emoji"])
    return [text(emoji)] if emoji else None


def _make_quoted(match: re.Match[str]) -> list[Token] | None:
    """As ``_make``; but who is named in quoted words is not called again."""
    made = _make(match)
    if made and made[0].type == "mention":
        made[0].meta["quoted"] = True
    return made
