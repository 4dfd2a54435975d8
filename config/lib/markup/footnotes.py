"""Footnotes, with ids of their own for every post, because many posts stand on one page."""

import re
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_def

from config.lib.markup.characters import attribute

_PREFIX = re.compile(r"[a-z0-9-]{0,40}")
MAX_BACKLINKS = 20  # of one note


def check_prefix(prefix: str) -> str:
    """The prefix, if it may stand in an id: small letters, digits, hyphens."""
    if not _PREFIX.fullmatch(prefix):
        raise ValueError(f"prefix {prefix!r} may hold small letters, digits and hyphens only")
    return prefix


def install(md: MarkdownIt) -> None:
    """Teach the parser ``[^1]`` and ``[^1]: a note``."""
    footnote_plugin(md, inline=False)
    md.block.ruler.at("footnote_def", _note, {"alt": ["paragraph", "reference"]})
    md.add_render_rule("footnote_ref", _reference)
    md.add_render_rule("footnote_block_open", _notes_open)
    md.add_render_rule("footnote_block_close", _notes_close)
    md.add_render_rule("footnote_open", _note_open)
    md.add_render_rule("footnote_anchor", _back)


def _note(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """A note that does not stand in another one: of two in each other, the plugin leaves half of what is around."""
    if "in_note" in state.env:
        return False
    state.env["in_note"] = True
    try:
        return footnote_def(state, line, end, silent)
    finally:
        del state.env["in_note"]


def _number(token: Token) -> str:
    return str(token.meta["id"] + 1)


def _place(token: Token, env: Any) -> str:
    again = token.meta["subId"]
    return f"{env['prefix']}{_number(token)}" + (f"-{again + 1}" if again else "")


def _reference(_: object, tokens: Sequence[Token], index: int, __: object, env: Any) -> str:
    token, number = tokens[index], _number(tokens[index])
    note, here = f"#fn-{env['prefix']}{number}", f"fnref-{_place(token, env)}"
    return f'<sup class="footnote-ref"><a href="{note}" id="{here}">{number}</a></sup>'


def _notes_open(*_: object) -> str:
    return '<section class="footnotes">\n<ol>\n'


def _notes_close(*_: object) -> str:
    return "</ol>\n</section>\n"


def _note_open(_: object, tokens: Sequence[Token], index: int, __: object, env: Any) -> str:
    return f'<li id="fn-{env["prefix"]}{_number(tokens[index])}">'


def _back(_: object, tokens: Sequence[Token], index: int, __: object, env: Any) -> str:
    token = tokens[index]
    if token.meta["subId"] >= MAX_BACKLINKS:
        return ""
    label = attribute(gettext("Back to the text"))
    return f' <a href="#fnref-{_place(token, env)}" class="footnote-back" aria-label="{label}">↩\ufe0e</a>'
