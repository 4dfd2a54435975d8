"""A link to a file that was uploaded here says what kind of file it is, and how large."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from config.lib.markup.words import inlines

_FILE = re.compile(r"/media/u/([1-9][0-9]{0,17})/([A-Za-z0-9_-]{1,32})\.[a-z0-9]{2,5}")


def install(md: MarkdownIt) -> None:
    """Let the parser mark links to uploads, once links are finished."""
    md.core.ruler.push("files", _files)


def _files(state: StateCore) -> None:
    for block in inlines(state.tokens):
        key = None
        for token in block.children or []:
            if token.type == "link_open":
                found = _FILE.fullmatch(str(token.attrs["href"]))
                key = (int(found[1]), found[2]) if found else None
            if key and token.type in ("link_open", "link_close"):
                token.meta["file"] = key
