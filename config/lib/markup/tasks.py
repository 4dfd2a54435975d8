"""Task lists: items that begin with ``[ ]`` or ``[x]`` get a box. It shows a state and cannot be clicked."""

import re
from collections.abc import Sequence

from django.utils.translation import pgettext
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from config.lib.markup.characters import attribute

_BOX = re.compile(r"\[([ xX])\][ \t]+(?=\S)")


def install(md: MarkdownIt) -> None:
    """Teach the parser boxes at the start of list items."""
    md.core.ruler.before("text_join", "tasks", _tasks)
    md.add_render_rule("task_box", _write_box)


def _tasks(state: StateCore) -> None:
    lists: list[Token] = []
    for index, token in enumerate(state.tokens):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(token)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open" and (box := _box(state.tokens[index + 1 : index + 3])):
            token.attrs["class"] = "task"
            lists[-1].attrs["class"] = "tasks"
            children = state.tokens[index + 2].children or []
            children[0].content = children[0].content[box.end() :]
            children.insert(0, Token("task_box", "input", 0, meta={"done": box[1] != " "}))


def _box(following: list[Token]) -> re.Match[str] | None:
    if len(following) < 2 or following[0].type != "paragraph_open" or not following[1].children:
        return None
    first = following[1].children[0]
    return _BOX.match(first.content + ("x" if len(following[1].children) > 1 else "")) if first.type == "text" else None


def _write_box(_: object, tokens: Sequence[Token], index: int, *__: object) -> str:
    done = tokens[index].meta["done"]
    label = attribute(pgettext("task", "done") if done else pgettext("task", "open"))
    return f'<input type="checkbox" class="task-box" aria-label="{label}"{" checked" * done} disabled> '
