"""Finding things in running text, after the parser has found emphasis, code and links."""

import re
from collections.abc import Callable, Iterator

from markdown_it.token import Token

type Maker = Callable[[re.Match[str]], list[Token] | None]


def text(content: str) -> Token:
    """A piece of plain text."""
    return Token("text", "", 0, content=content)


def inlines(tokens: list[Token]) -> Iterator[Token]:
    """All paragraphs, headings and cells of a post, each with its children."""
    return (token for token in tokens if token.type == "inline" and token.children)


def replace_words(children: list[Token], pattern: re.Pattern[str], make: Maker) -> list[Token]:
    """Replace what ``pattern`` finds in text outside links; ``make`` says with what, or None to leave it."""
    result: list[Token] = []
    links = 0
    for token in children:
        if token.type in ("link_open", "link_close"):
            links += token.nesting
        if token.type == "text" and not links and pattern.search(token.content):
            result.extend(_split(token.content, pattern, make))
        else:
            result.append(token)
    return result


def _split(content: str, pattern: re.Pattern[str], make: Maker) -> Iterator[Token]:
    done = position = 0
    while match := pattern.search(content, position):
        made = make(match)
        if made is None:
            # the last character may begin the next word, as the second colon of ":no:tada:" does
            position = max(match.end() - 1, match.start() + 1)
            continue
        if match.start() > done:
            yield text(content[done : match.start()])
        yield from made
        done = position = match.end()
    if done < len(content):
        yield text(content[done:])
