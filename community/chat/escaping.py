"""Words of chat as the source of a post: what was plain text in a line stays plain text there."""

from __future__ import annotations

import re

_FENCE = re.compile(r"\s{0,3}(```+|~~~+)")
# What begins a block in a post, and does not in a line.
_BLOCK = re.compile(
    r"^(\s*)(#{1,6}(?=\s|$)|>|[-+*](?=\s|$)|=+\s*$|-{2,}|:{3,}|\||[*_](?=[\s*_]*$)|[-:](?=[-:|\s]*$)|\[(?=[^\]]*\]:))"
)
_NUMBERED = re.compile(r"^(\s*\d{1,9})([.)])(?=\s|$)")
_NUMBER = re.compile(r"(?<![\w\\&#/])#(?=\d)")  # "#3" would point at a post of the thread
_FOOTNOTE = re.compile(r"(?<!\\)\[\^")
_MARKS = re.compile(r"([\\`*_{}\[\]<>#~|@:!&])")


def as_post(source: str) -> str:
    """The source of one line, so that a post shows it as the chat did; code stays untouched."""
    written, fence = [], ""
    for line in source.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) else fence
            written.append(line)
        elif mark:
            fence = mark[1]
            written.append(line)
        else:
            written.append(_plain(line))
    # Code that nobody ended would swallow what the next person said.
    return "\n".join([*written, fence] if fence else written)


def in_words(text: str) -> str:
    """Any text as it stands, between words of Markdown."""
    return _MARKS.sub(r"\\\1", text)


def _plain(line: str) -> str:
    line = line.lstrip()  # in a post, four spaces would begin a block of code
    line = _NUMBERED.sub(r"\1\\\2", _BLOCK.sub(r"\1\\\2", line))
    return "`".join(_signs(part) if not index % 2 else part for index, part in enumerate(line.split("`")))


def _signs(part: str) -> str:
    return _FOOTNOTE.sub(r"\\[^", _NUMBER.sub(r"\\#", part))
