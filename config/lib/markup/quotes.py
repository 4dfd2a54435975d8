"""Quotes that name their source: a blockquote whose first line is ``@anna in #3:`` or ``@anna in /p/123:``."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from config.lib.handle_names import HANDLE
from config.lib.markup.resolving import OUT_OF_SIGHT, Found, QuoteSource
from config.lib.markup.words import text

FOLD_AFTER = 600  # characters
EXCERPT = 160  # characters of a folded quote that stay visible
GONE = "[…]"
"""Stands for words that are out of sight."""

_SOURCE = re.compile(
    rf"@(?P<handle>{HANDLE}) in "
    r"(?:#(?P<number>[1-9][0-9]{0,8})|/p/(?P<post>[1-9][0-9]{0,17})/?):"
    r"[ \t]*(?:\n|$)"
)


def install(md: MarkdownIt) -> None:
    """Teach the parser to read the first line of a quote, and to fold long ones."""
    md.core.ruler.after("block", "quote_sources", _sources)
    md.core.ruler.push("quote_folds", _folds)


def _sources(state: StateCore) -> None:
    tokens = state.tokens
    for index in range(len(tokens) - 3):
        if tokens[index].type != "blockquote_open" or tokens[index + 1].type != "paragraph_open":
            continue
        words = tokens[index + 2]
        match = _SOURCE.match(words.content)
        if match is None:
            continue
        tokens[index].meta["source"] = _named(match)
        words.content = words.content[match.end() :]
        if not words.content:  # the line stood alone: its paragraph is not shown
            for token in tokens[index + 1 : index + 4]:
                token.meta["gone"] = True


def _named(match: re.Match[str]) -> QuoteSource:
    number, post = match["number"], match["post"]
    return QuoteSource(match["handle"].lower(), int(number) if number else None, int(post) if post else None)


def sources_in(text: str) -> list[QuoteSource]:
    """What the quotes of a text may be from, found without parsing it: some of it may stand in no quote."""
    return [_named(match) for match in _SOURCE.finditer(text)]


def _folds(state: StateCore) -> None:
    if not any("source" in token.meta for token in state.tokens):
        return
    result: list[Token] = []
    folded: list[bool] = []
    for index, token in enumerate(state.tokens):
        if token.meta.get("gone"):
            continue
        if token.type == "blockquote_close" and folded.pop():
            result.append(Token("quote_fold_close", "", -1))
        result.append(token)
        if token.type == "blockquote_open":
            words = _words(state.tokens, index) if "source" in token.meta else ""
            folded.append(len(words) > FOLD_AFTER)
            if folded[-1]:
                result.append(Token("quote_fold_open", "", 1, content=_excerpt(words)))
    state.tokens = result


def without_gone(tokens: list[Token], found: Found) -> list[Token]:
    """The same, but of quotes whose source is out of sight only the source: their words are those of what is hidden."""
    result: list[Token] = []
    depth = 0  # of blockquotes, within one that is gone
    for token in tokens:
        depth += token.nesting if depth and token.type in ("blockquote_open", "blockquote_close") else 0
        if depth:
            continue
        result.append(token)
        if "source" in token.meta and found.quotes.get(token.meta["source"]) == OUT_OF_SIGHT:
            depth = 1
            inline = Token("inline", "", 0, content=GONE, children=[text(GONE)])
            result += [Token("paragraph_open", "p", 1), inline, Token("paragraph_close", "p", -1)]
    return result


def _words(tokens: list[Token], start: int) -> str:
    """The visible text of the quote that opens at ``start``, up to a little more than is needed to decide."""
    words: list[str] = []
    depth = length = 0
    for token in tokens[start:]:
        if token.type in ("blockquote_open", "blockquote_close"):
            depth += token.nesting
        if depth == 0 or length > FOLD_AFTER:
            break
        if token.type in ("fence", "code_block"):
            words.append(token.content)
        elif token.children:
            words.append(" ".join(_visible(token.children)))
        else:
            continue
        length += len(words[-1])
    return " ".join(words)


def _visible(children: list[Token]) -> list[str]:
    """Words of a paragraph; what a spoiler hides stays hidden."""
    words: list[str] = []
    hidden = 0
    for token in children:
        if token.type in ("spoiler_open", "spoiler_close"):
            hidden += token.nesting
            words += ["…"] if token.nesting == 1 else []
        elif token.content and not hidden:
            words.append(token.content)
    return words


def _excerpt(words: str) -> str:
    words = " ".join(words.split())
    return words[:EXCERPT].rsplit(" ", 1)[0] + " …"
