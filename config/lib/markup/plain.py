"""A post as readable plain text, for excerpts, mails and search."""

from markdown_it.token import Token

from config.lib.markup.resolving import Found
from config.lib.markup.spoilers import title_of
from config.lib.markup.writing import reference_title

_BREAKS = frozenset({"softbreak", "hardbreak"})


def plain_text(tokens: list[Token], found: Found) -> str:
    """Words without marks: mentions as names, code kept, spoilers as "…", quotes only if nothing else is said."""
    return _blocks(tokens, found, quotes=False) or _blocks(tokens, found, quotes=True)


def _blocks(tokens: list[Token], found: Found, *, quotes: bool) -> str:
    lines: list[str] = []
    quoted = hidden = cells = 0
    for token in tokens:
        if token.type in ("blockquote_open", "blockquote_close"):
            quoted += token.nesting
        elif token.type in ("container_spoiler_open", "container_spoiler_close"):
            lines += [f"{title_of(token.info)} …".strip()] if token.nesting == 1 and not hidden else []
            hidden += token.nesting
        elif hidden or (quoted and not quotes):
            continue
        elif token.type == "tr_open":
            cells = len(lines)
        elif token.type == "tr_close":
            lines[cells:] = [" ".join(lines[cells:])]
        elif token.type in ("fence", "code_block"):
            lines.append(token.content.rstrip())
        elif token.children:
            lines.append(_words(token.children, found).strip())
    return "\n".join(line for line in lines if line)


def _words(children: list[Token], found: Found) -> str:
    words: list[str] = []
    hidden = 0
    for token in children:
        if token.type in ("spoiler_open", "spoiler_close"):
            words += ["…"] if token.nesting == 1 and not hidden else []
            hidden += token.nesting
        elif not hidden:
            words.append(_word(token, found))
    return "".join(words)


def _word(token: Token, found: Found) -> str:
    if token.type in _BREAKS:
        return "\n"
    if token.type == "mention" and (member := found.mentions.get(token.meta["handle"])):
        return member.name
    if token.type == "reference":
        return reference_title(token, found)
    if token.type == "image" and token.children:
        return _words(token.children, found)
    return token.content
