"""Words that are hidden until one asks for them: ``||these||`` in a line, or a block from ``:::spoiler`` to ``:::``."""

from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from mdit_py_plugins.container import container_plugin

_BAR = ord("|")


def install(md: MarkdownIt) -> None:
    """Teach the parser spoilers; both kinds open without any JavaScript."""
    md.inline.ruler.after("strikethrough", "spoiler", _tokenise)
    md.inline.ruler2.after("strikethrough", "spoiler", _pair)
    container_plugin(md, "spoiler", validate=_is_spoiler)


def title_of(info: str) -> str:
    """What stands after the word on the opening line of a block."""
    return info.strip().removeprefix("spoiler").strip()


def _is_spoiler(params: str, *_: Any) -> bool:
    return (params.strip().split(maxsplit=1) or [""])[0] == "spoiler"


def _tokenise(state: StateInline, silent: bool) -> bool:
    if silent or not state.src.startswith("||", state.pos):
        return False
    run = state.scanDelims(state.pos, True)
    if run.length % 2:
        state.push("text", "", 0).content = "|"
    for _ in range(run.length // 2):
        state.push("text", "", 0).content = "||"
        state.delimiters.append(
            Delimiter(
                marker=_BAR, length=0, token=len(state.tokens) - 1, end=-1, open=run.can_open, close=run.can_close
            )
        )
    state.pos += run.length
    return True


def _pair(state: StateInline) -> None:
    for delimiters in [state.delimiters, *(meta["delimiters"] for meta in state.tokens_meta if meta)]:
        for start in delimiters:
            if start.marker == _BAR and start.end != -1:
                _turn(state, start.token, "spoiler_open", 1)
                _turn(state, delimiters[start.end].token, "spoiler_close", -1)


def _turn(state: StateInline, index: int, kind: str, nesting: int) -> None:
    token = state.tokens[index]
    token.type, token.tag, token.nesting = kind, "span", nesting  # type: ignore[assignment]
    token.markup, token.content = "||", ""
