"""What changed between two versions of a text, word by word, for people to read."""

import re
from collections.abc import Iterator, Sequence
from html import escape

MAX_WORK = 300_000  # comparisons for one diff; about 0.15 s
_WORDS = re.compile(r"\w+[^\S\n]*|[^\w\s][^\S\n]*|[^\S\n]+|\n")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")


class _TooDifferent(Exception):
    """The two passages have so little in common that comparing them is not worth the time."""


class _Work:
    """Counts comparisons down, over all passages of one diff."""

    def __init__(self) -> None:
        self.left = MAX_WORK

    def spend(self, comparisons: int) -> None:
        self.left -= comparisons
        if self.left < 0:
            raise _TooDifferent


def diff(before: str, after: str) -> str:
    """Safe HTML of ``after`` with ``<ins>`` for what is new and ``<del>`` for what is gone.

    It is to be shown with its line breaks.
    Lines are compared first and then the words of changed lines, so that long texts with small changes stay cheap.
    Passages that differ too much are shown as replaced as a whole. A line break that came or went alone carries the
    class ``break``, since nobody sees an underlined line break; changes of other spacing are not marked.
    """
    work = _Work()
    parts: list[str] = []
    for same, old, new in _passages(_LINES.findall(before), _LINES.findall(after), work):
        if same:
            parts.append(escape("".join(new)))
            continue
        words = _passages(_WORDS.findall("".join(old)), _WORDS.findall("".join(new)), work)
        parts.extend(_html(_readable(words)))
    return "".join(parts)


type _Passage = tuple[bool, list[str], list[str]]  # the same?, old pieces, new pieces


def _bare(piece: str) -> str:
    """What is compared: the piece without its spacing, unless it is a line break among words."""
    return piece.strip() or piece.strip(" \t")


def _passages(old: list[str], new: list[str], work: _Work) -> list[_Passage]:
    """Both texts from start to end, cut where they begin or cease to be the same."""
    try:
        pairs = _pairs([_bare(piece) for piece in old], [_bare(piece) for piece in new], work)
    except _TooDifferent:
        return [(False, old, new)]
    passages: list[_Passage] = []
    i = j = 0
    for x, y in [*pairs, (len(old), len(new))]:
        if i < x or j < y:
            passages.append((False, old[i:x], new[j:y]))
        if x < len(old):
            if passages and passages[-1][0]:
                passages[-1][1].append(old[x])
                passages[-1][2].append(new[y])
            else:
                passages.append((True, [old[x]], [new[y]]))
        i, j = x + 1, y + 1
    return passages


def _pairs(old: Sequence[str], new: Sequence[str], work: _Work) -> list[tuple[int, int]]:
    """Positions of what both have in common, after E. Myers, "An O(ND) difference algorithm" (1986)."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    middle = _walk_back(_reach(old[start : len(old) - end], new[start : len(new) - end], work), start)
    head = [(at, at) for at in range(start)]
    return [*head, *middle, *((len(old) - at, len(new) - at) for at in range(end, 0, -1))]


def _reach(old: Sequence[str], new: Sequence[str], work: _Work) -> tuple[list[dict[int, int]], int, int]:
    """For each number of changes how far one comes on each diagonal, until the end of both is reached."""
    far = {1: 0}
    history: list[dict[int, int]] = []
    for changes in range(len(old) + len(new) + 1):
        history.append(dict(far))
        work.spend(changes + 1)
        for diagonal in range(-changes, changes + 1, 2):
            x = _step(far, diagonal, changes)
            begin = x
            while x < len(old) and x - diagonal < len(new) and old[x] == new[x - diagonal]:
                x += 1
            work.spend(x - begin)
            far[diagonal] = x
            if x >= len(old) and x - diagonal >= len(new):
                return history, len(old), len(new)
    raise AssertionError("the end of both texts is always reached")


def _step(far: dict[int, int], diagonal: int, changes: int) -> int:
    down = diagonal == -changes or (diagonal != changes and far[diagonal - 1] < far[diagonal + 1])
    return far[diagonal + 1] if down else far[diagonal - 1] + 1


def _walk_back(reached: tuple[list[dict[int, int]], int, int], offset: int) -> list[tuple[int, int]]:
    history, x, y = reached
    pairs: list[tuple[int, int]] = []
    for changes in range(len(history) - 1, -1, -1):
        far, diagonal = history[changes], x - y
        begin = _step(far, diagonal, changes)
        while x > begin:
            x, y = x - 1, y - 1
            pairs.append((x + offset, y + offset))
        if changes:
            came_down = diagonal == -changes or (diagonal != changes and far[diagonal - 1] < far[diagonal + 1])
            x, y = (x, y - 1) if came_down else (x - 1, y)
    return pairs[::-1]


def _readable(passages: list[_Passage]) -> Iterator[_Passage]:
    """Join changes that only a comma or so keeps apart, so that a new phrase reads as one."""
    waiting: _Passage | None = None
    for at, (same, old, new) in enumerate(passages):
        tiny = same and waiting and at + 1 < len(passages) and not any(char.isalnum() for char in "".join(new))
        if same and not tiny:
            if waiting:
                yield waiting
            yield same, old, new
            waiting = None
        else:
            waiting = (False, [*waiting[1], *old], [*waiting[2], *new]) if waiting else (False, old, new)
    if waiting:
        yield waiting


def _html(passages: Iterator[_Passage]) -> Iterator[str]:
    for same, old, new in passages:
        if same:
            yield escape("".join(new))
            continue
        yield from _marked("del", "".join(old))
        yield from _marked("ins", "".join(new))


def _marked(tag: str, text: str) -> Iterator[str]:
    if text:
        alone = ' class="break"' if "\n" in text and not text.strip() else ""
        yield f"<{tag}{alone}>{escape(text)}</{tag}>"
